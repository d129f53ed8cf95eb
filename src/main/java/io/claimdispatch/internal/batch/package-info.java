/**
 * Step 4 for Jakarta Batch: starts, restarts and watches executions, and turns their ends into outcomes. The only
 * package that uses the server's batch runtime.
 */
@NullMarked
package io.claimdispatch.internal.batch;

import org.jspecify.annotations.NullMarked;
