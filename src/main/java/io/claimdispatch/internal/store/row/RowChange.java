package io.claimdispatch.internal.store.row;

import java.time.Duration;
import java.time.Instant;

/** What becomes of a claimed row when its holder is done with it. Times that are durations count on the database's clock. */
public sealed interface RowChange {

    /** The job succeeded: {@code processed_at} is set. */
    record Processed() implements RowChange {}

    /**
     * Failed; waits for another attempt.
     *
     * @param delay until the next attempt
     * @param failCount failed attempts, this one included
     * @param errors of all attempts, as JSON
     */
    record Retry(Duration delay, int failCount, String errors) implements RowChange {
        /** A count that the column holds. */
        public Retry {
            failCount = ClaimedRow.countable(failCount);
        }
    }

    /**
     * Failed for good.
     *
     * @param failCount failed attempts, this one included
     * @param errors of all attempts, as JSON
     */
    record Dead(int failCount, String errors) implements RowChange {
        /** A count that the column holds. */
        public Dead {
            failCount = ClaimedRow.countable(failCount);
        }
    }

    /**
     * Waits, and nothing is counted.
     *
     * @param eligibleAt the new earliest time
     */
    record SnoozeUntil(Instant eligibleAt) implements RowChange {}

    /**
     * Waits, and nothing is counted.
     *
     * @param delay from now
     */
    record SnoozeFor(Duration delay) implements RowChange {}

    /**
     * Its rules did not hold.
     *
     * @param reason which
     */
    record Skipped(String reason) implements RowChange {}

    /**
     * Its job said that there is nothing to do.
     *
     * @param reason why
     */
    record Discarded(String reason) implements RowChange {}

    /** Given back as if it had not been claimed. */
    record Released() implements RowChange {}
}
