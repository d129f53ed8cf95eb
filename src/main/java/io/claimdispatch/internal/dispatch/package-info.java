/** Step 4: a job runs as a task of the managed executor or as a Jakarta Batch job. */
@NullMarked
package io.claimdispatch.internal.dispatch;

import org.jspecify.annotations.NullMarked;
