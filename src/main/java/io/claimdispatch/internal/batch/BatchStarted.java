package io.claimdispatch.internal.batch;

import io.claimdispatch.internal.complete.Attempt;
import org.jspecify.annotations.Nullable;

/**
 * An execution that was started, restarted or found for an attempt.
 *
 * @param attempt for which it runs
 * @param job its name, as the processor gave it
 * @param executionId its id
 * @param claim which its parameters name: the attempt's own, or an earlier one of the same row if it was found
 * @param note what the row is to say about it, in the column {@code reason}
 * @param kept whether id and note are in the row already
 */
public record BatchStarted(
        Attempt attempt,
        String job,
        long executionId,
        String claim,
        @Nullable String note,
        boolean kept) {

    /** The same, once the row has it, or has not. */
    public BatchStarted kept(boolean now) {
        return new BatchStarted(attempt, job, executionId, claim, note, now);
    }

    /** Another execution for the same row and claim, which the server has made of this one. */
    BatchStarted goneOnAs(long execution) {
        return new BatchStarted(attempt, job, execution, claim, null, false);
    }
}
