/** Step 1: a draft becomes a checked row, in the caller's transaction. Uses the store; knows no later step. */
@NullMarked
package io.claimdispatch.internal.publish;

import org.jspecify.annotations.NullMarked;
