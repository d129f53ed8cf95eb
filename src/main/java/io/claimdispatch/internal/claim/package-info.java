/** Step 2: the timer and the coordinators that store outcomes and claim what is due. */
@NullMarked
package io.claimdispatch.internal.claim;

import org.jspecify.annotations.NullMarked;
