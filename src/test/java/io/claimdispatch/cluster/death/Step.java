package io.claimdispatch.cluster.death;

/** The steps of an atomic task, in this order. At each of them a server can end. */
public enum Step {
    /** The work has begun. */
    BEGIN,
    /** The work has written into its own table. */
    WRITTEN,
    /** The work is done, and returns. */
    END,
    /** The row is completed in the transaction of the work, which is about to commit. */
    BEFORE_COMMIT,
    /** The transaction is committed, but the process does not know it yet. */
    COMMITTED
}
