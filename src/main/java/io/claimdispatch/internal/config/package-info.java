/** Settings, read in one place and checked at start. Uses the API and {@code common}. */
@NullMarked
package io.claimdispatch.internal.config;

import org.jspecify.annotations.NullMarked;
