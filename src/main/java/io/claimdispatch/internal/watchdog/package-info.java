/**
 * Calls into code that we do not control, and the watchdog that reports hanging ones. Knows the settings, and nothing
 * about the called code.
 */
@NullMarked
package io.claimdispatch.internal.watchdog;

import org.jspecify.annotations.NullMarked;
