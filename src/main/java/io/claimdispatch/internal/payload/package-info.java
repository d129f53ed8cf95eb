/**
 * JSON of payloads, of their reserved members, and of rules. Uses the API, the SPI and {@code common}; knows no table.
 */
@NullMarked
package io.claimdispatch.internal.payload;

import org.jspecify.annotations.NullMarked;
