/** Settings: read in one place, checked at the start. Uses the API and {@code common}. */
@NullMarked
package io.claimdispatch.internal.config;

import org.jspecify.annotations.NullMarked;
