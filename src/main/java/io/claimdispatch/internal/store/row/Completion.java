package io.claimdispatch.internal.store.row;

import org.jspecify.annotations.Nullable;

/**
 * One claimed row and what becomes of it.
 *
 * @param ref the right to change it
 * @param change what becomes of it
 * @param progress how far that has come
 * @param report what is to be told once it is stored; null if nothing is
 */
public record Completion(
        ClaimRef ref,
        RowChange change,
        Progress progress,
        @Nullable AttemptReport report) {

    /** One to be stored, of which nothing is told. */
    public Completion(ClaimRef ref, RowChange change) {
        this(ref, change, Progress.OPEN, null);
    }

    /** One to be stored, and told of. */
    public Completion(ClaimRef ref, RowChange change, @Nullable AttemptReport report) {
        this(ref, change, Progress.OPEN, report);
    }

    /** How far a completion has come. A task that completes in its own transaction knows it before anybody else. */
    public enum Progress {
        /** To be stored. */
        OPEN,
        /**
         * To be stored, if the row is still under the claim. If it is not, the transaction of the work may have completed it:
         * its commit was answered by an error, which does not always mean that nothing was committed.
         */
        UNCONFIRMED,
        /** Stored and committed together with the work. */
        STORED,
        /** Turned away by the fence, and the work rolled back. */
        LOST
    }

    /** The same with another progress. */
    public Completion as(Progress other) {
        return new Completion(ref, change, other, report);
    }

    /** Whether the store has to do with it yet. */
    public boolean isOpen() {
        return progress == Progress.OPEN || progress == Progress.UNCONFIRMED;
    }
}
