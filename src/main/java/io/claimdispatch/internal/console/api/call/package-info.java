/**
 * What a route is, and what it is called with: the call, the answer, and the turns and filters that all routes share. Knows
 * neither a route nor a servlet.
 */
@NullMarked
package io.claimdispatch.internal.console.api.call;

import org.jspecify.annotations.NullMarked;
