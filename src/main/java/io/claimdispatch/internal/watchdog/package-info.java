/**
 * Calls into code that we do not control, and the watchdog that reports those that do not return. Knows the settings, and
 * nothing of what is called.
 */
@NullMarked
package io.claimdispatch.internal.watchdog;

import org.jspecify.annotations.NullMarked;
