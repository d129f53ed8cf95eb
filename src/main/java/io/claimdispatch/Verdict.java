package io.claimdispatch;

/**
 * The result of an operator command: done, or the reason why not. Ordinary races are results, not exceptions.
 *
 * <pre>{@code
 * Verdict verdict = actionLogs.retryNow(42, "ann");
 * if (verdict == Verdict.CLAIMED) {
 *     System.out.println("a node runs it already");
 * }
 * }</pre>
 */
public enum Verdict {
    /** Done, provided that the transaction commits. */
    DONE,
    /** The row, or the pause, does not exist. */
    NOT_FOUND,
    /**
     * A node has claimed the row and queues or runs it. It belongs to the holder of its claim token; nothing was
     * changed.
     */
    CLAIMED,
    /** The row is in a state that the command does not apply to; nothing was changed. */
    WRONG_STATE;

    /** Whether the command was done. */
    public boolean isDone() {
        return this == DONE;
    }
}
