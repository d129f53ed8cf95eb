/**
 * Calls a processor, whichever form it has, and watches its transaction. Uses the API and {@code common}; knows no row
 * and no table.
 */
@NullMarked
package io.claimdispatch.internal.route.call;

import org.jspecify.annotations.NullMarked;
