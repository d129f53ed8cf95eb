package io.claimdispatch.internal.operate.bulk;

/** The states of a bulk action. */
public enum BulkState {
    /** Nothing has been done; it may begin until its time is over. */
    PREVIEW,
    /** An operator may go on. */
    RUNNING,
    /** The first rows are done; it waits for an operator who has looked at them. */
    CANARY,
    /** There are no more rows. */
    DONE,
    /** An operator has ended it. */
    CANCELLED;

    boolean is(String state) {
        return name().equals(state);
    }
}
