/**
 * Step 4 for Jakarta Batch: starts, restarts and watches executions, and reads their verdict. The only package that
 * knows the server's batch runtime.
 */
@NullMarked
package io.claimdispatch.internal.batch;

import org.jspecify.annotations.NullMarked;
