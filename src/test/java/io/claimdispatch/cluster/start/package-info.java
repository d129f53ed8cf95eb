/** Applications whose start is looked at: one that does all on a pool of one connection, and one that only ticks. */
@NullMarked
package io.claimdispatch.cluster.start;

import org.jspecify.annotations.NullMarked;
