/**
 * What the console answers: one class for each route, in one table that names the permission of each. Knows no servlet,
 * so that each is called by tests as it is.
 */
@NullMarked
package io.claimdispatch.internal.console.api;

import org.jspecify.annotations.NullMarked;
