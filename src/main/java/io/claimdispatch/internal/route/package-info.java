/**
 * Step 3: which processor makes the job of a row, and whether its type is paused. Uses the processors found and the
 * guard; starts no job.
 */
@NullMarked
package io.claimdispatch.internal.route;

import org.jspecify.annotations.NullMarked;
