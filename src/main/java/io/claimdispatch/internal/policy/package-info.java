/**
 * What applies to a type: attempts, delays, time limit, priority and retention. One place combines the settings with
 * what {@code @Processor} declares; the steps ask it.
 */
@NullMarked
package io.claimdispatch.internal.policy;

import org.jspecify.annotations.NullMarked;
