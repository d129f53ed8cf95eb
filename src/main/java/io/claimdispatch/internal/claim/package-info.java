/** Step 2: the timer and the coordinators that complete what has finished and claim what is due. */
@NullMarked
package io.claimdispatch.internal.claim;

import org.jspecify.annotations.NullMarked;
