/** Step 1: checks a draft and inserts it as a row, in the caller's transaction. Uses the store; knows no later step. */
@NullMarked
package io.claimdispatch.internal.publish;

import org.jspecify.annotations.NullMarked;
