/**
 * Step 5: turns results of attempts into outcomes, which wait to be stored by the next exchange. Uses the store's
 * records; runs no statement except an atomic task's.
 */
@NullMarked
package io.claimdispatch.internal.complete;

import org.jspecify.annotations.NullMarked;
