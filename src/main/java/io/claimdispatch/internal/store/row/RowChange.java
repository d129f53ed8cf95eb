package io.claimdispatch.internal.store.row;

import java.time.Duration;
import java.time.Instant;

/** The change of a claimed row when its holder is done with it. Durations count on the database's clock. */
public sealed interface RowChange {

    /** The job succeeded: {@code processed_at} is set. */
    record Processed() implements RowChange {}

    /**
     * The attempt failed; the row waits for another.
     *
     * @param delay the delay until the next attempt
     * @param failCount failed attempts, this one included
     * @param errors of all attempts, as JSON
     * @param failure the key of this failure, ASCII of at most 255 characters
     */
    record Retry(Duration delay, int failCount, String errors, String failure) implements RowChange {
        /** Clamps the count to the column's range. */
        public Retry {
            failCount = ClaimedRow.countable(failCount);
        }
    }

    /**
     * The attempt failed; the row waits for another.
     *
     * @param eligibleAt the earliest time of the next attempt
     * @param failCount failed attempts, this one included
     * @param errors of all attempts, as JSON
     * @param failure the key of this failure, ASCII of at most 255 characters
     */
    record RetryAt(Instant eligibleAt, int failCount, String errors, String failure) implements RowChange {
        /** Clamps the count to the column's range. */
        public RetryAt {
            failCount = ClaimedRow.countable(failCount);
        }
    }

    /**
     * The row failed for good.
     *
     * @param failCount failed attempts, this one included
     * @param errors of all attempts, as JSON
     * @param failure the key of this failure, ASCII of at most 255 characters
     */
    record Dead(int failCount, String errors, String failure) implements RowChange {
        /** Clamps the count to the column's range. */
        public Dead {
            failCount = ClaimedRow.countable(failCount);
        }
    }

    /**
     * The row waits, and no attempt is counted.
     *
     * @param eligibleAt the new earliest time
     */
    record SnoozeUntil(Instant eligibleAt) implements RowChange {}

    /**
     * The row waits, and no attempt is counted.
     *
     * @param delay from now
     */
    record SnoozeFor(Duration delay) implements RowChange {}

    /**
     * The row's rules did not hold.
     *
     * @param reason the rule that did not hold
     */
    record Skipped(String reason) implements RowChange {}

    /**
     * The job reported that there is nothing left to do.
     *
     * @param reason the reason
     */
    record Discarded(String reason) implements RowChange {}

    /**
     * The job reported that it must not be done any more.
     *
     * @param reason the reason
     */
    record Cancelled(String reason) implements RowChange {}

    /** The row is given back as if it had not been claimed. */
    record Released() implements RowChange {}
}
