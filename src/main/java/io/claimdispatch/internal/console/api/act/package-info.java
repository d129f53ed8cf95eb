/**
 * The routes that change something, one class for each. Each runs one operator command for a caller that the route table
 * has authorised. Uses {@code operate}, {@code console.api.call} and {@code console.api.answer}; uses no other route.
 */
@NullMarked
package io.claimdispatch.internal.console.api.act;

import org.jspecify.annotations.NullMarked;
