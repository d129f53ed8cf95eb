/** Counts what this node does, in memory and without waiting. Writes nothing: {@code upkeep} does. */
@NullMarked
package io.claimdispatch.internal.statistics;

import org.jspecify.annotations.NullMarked;
