/** Calls a processor of either form and watches its transaction. Uses the API and {@code common}; knows no table. */
@NullMarked
package io.claimdispatch.internal.route.call;

import org.jspecify.annotations.NullMarked;
