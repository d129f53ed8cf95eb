package io.claimdispatch.internal.store.row;

import org.jspecify.annotations.Nullable;

/**
 * A change that completes one claimed row.
 *
 * @param ref the right to change the row
 * @param change the change of the row
 * @param progress how far the change has come
 * @param report the report to make once it is stored; null for none
 * @param type the type of the row, if an attempt has ended by it; otherwise null, and it is not counted
 * @param ran how long the attempt ran, in nanoseconds; {@link #NOT_RUN} if it had not begun
 */
public record Completion(
        ClaimRef ref,
        RowChange change,
        Progress progress,
        @Nullable AttemptReport report,
        @Nullable String type,
        long ran) {

    /** The attempt had not begun. */
    public static final long NOT_RUN = -1;

    /** A completion to store, without a report. */
    public Completion(ClaimRef ref, RowChange change) {
        this(ref, change, null);
    }

    /** A completion to store, with a report. */
    public Completion(ClaimRef ref, RowChange change, @Nullable AttemptReport report) {
        this(ref, change, Progress.OPEN, report, null, NOT_RUN);
    }

    /** How far a completion has come. A task that completes in its own transaction knows this first. */
    public enum Progress {
        /** To be stored. */
        OPEN,
        /**
         * To be stored if the row is still under the claim. If it is not, the transaction of the work may have
         * completed it: its commit ended in an error, which does not always mean that nothing was committed.
         */
        UNCONFIRMED,
        /** Stored and committed together with the work. */
        STORED,
        /** Rejected by the fence, and the work rolled back. */
        LOST
    }

    /** Returns a copy with another progress. */
    public Completion as(Progress other) {
        return new Completion(ref, change, other, report, type, ran);
    }

    /** Whether it still has to be stored. */
    public boolean isOpen() {
        return progress == Progress.OPEN || progress == Progress.UNCONFIRMED;
    }
}
