package io.claimdispatch.internal.batch;

import io.claimdispatch.internal.complete.Attempt;
import org.jspecify.annotations.Nullable;

/**
 * An execution that was started, restarted or found for an attempt.
 *
 * @param attempt the attempt for which it runs
 * @param job the name given by the processor
 * @param executionId its id
 * @param claim the claim in its parameters: the attempt's own, or an earlier one of the same row if the execution was
 *     found
 * @param note the text about it for the row's column {@code reason}
 * @param kept whether id and note are already stored in the row
 */
public record BatchStarted(
        Attempt attempt,
        String job,
        long executionId,
        String claim,
        @Nullable String note,
        boolean kept) {

    /** Returns a copy that says whether id and note are stored. */
    public BatchStarted kept(boolean now) {
        return new BatchStarted(attempt, job, executionId, claim, note, now);
    }

    /** Returns the execution by which the server itself continued this one, for the same row and claim. */
    BatchStarted goneOnAs(long execution) {
        return new BatchStarted(attempt, job, execution, claim, null, false);
    }
}
