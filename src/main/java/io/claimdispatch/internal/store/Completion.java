package io.claimdispatch.internal.store;

/**
 * One claimed row and what becomes of it.
 *
 * @param ref the right to change it
 * @param change what becomes of it
 * @param progress how far that has come
 */
public record Completion(ClaimRef ref, Change change, Progress progress) {

    /** One to be stored. */
    public Completion(ClaimRef ref, Change change) {
        this(ref, change, Progress.OPEN);
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
        return new Completion(ref, change, other);
    }

    /** Whether the store has to do with it yet. */
    public boolean isOpen() {
        return progress == Progress.OPEN || progress == Progress.UNCONFIRMED;
    }
}
