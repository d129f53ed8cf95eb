package io.claimdispatch;

/** What became of an operator's verb: that it was done, or why not. Ordinary races are answers, not exceptions. */
public enum Verdict {
    /** Done, if the transaction commits. */
    DONE,
    /** There is no such row, or no such pause. */
    NOT_FOUND,
    /** A node has the row, queued or running: it belongs to the holder of its token, and nothing was changed. */
    CLAIMED,
    /** The row is in another state than the verb is for; nothing was changed. */
    WRONG_STATE;

    /** Whether it was done. */
    public boolean isDone() {
        return this == DONE;
    }
}
