package io.claimdispatch.internal.common.problem;

import io.claimdispatch.ClaimDispatchException;

/** Errors of the database: refused statements, missing answers, and connections. */
public final class DatabaseProblems {

    private DatabaseProblems() {}

    /** A statement failed. */
    public static ClaimDispatchException databaseFailed(String doing, Throwable cause) {
        return Problem.of(
                "CLAIM0020",
                "the database returned an error while " + doing + ": " + cause.getMessage()
                        + ". This call stored nothing; after a deadlock or lock timeout, repeat the transaction.",
                cause);
    }

    private static final String COMMIT_UNANSWERED = "CLAIM0026";

    /** A commit without an answer: the change may be stored or not. */
    public static ClaimDispatchException commitUnanswered(String doing, Throwable cause) {
        return Problem.of(
                COMMIT_UNANSWERED,
                "the commit got no answer while " + doing + ": " + cause.getMessage()
                        + ". The change may be stored or not: check before you repeat it, or use an idempotency"
                        + " key.",
                cause);
    }

    /** Whether a failure is {@link #commitUnanswered}. */
    public static boolean isCommitUnanswered(Throwable failure) {
        return failure instanceof ClaimDispatchException problem && problem.id().equals(COMMIT_UNANSWERED);
    }

    /** A thread whose database call hangs. Has that thread's stack. */
    public static ClaimDispatchException databaseHangs(String doing, long seconds, Thread thread) {
        ClaimDispatchException hangs = Problem.of(
                "CLAIM0027",
                "the thread " + thread.getName() + " has been " + doing + " for " + seconds
                        + " seconds; its stack follows. Give the data source a socketTimeout, a connectTimeout and"
                        + " a bounded validation.");
        hangs.setStackTrace(thread.getStackTrace());
        return hangs;
    }

    /** The wait for the network cannot be limited. */
    public static ClaimDispatchException networkTimeoutRefused(String dataSource, Throwable cause) {
        return Problem.of(
                "CLAIM0028",
                "the connections of '" + dataSource + "' refuse a network timeout: " + cause
                        + ", so claim-dispatch.database-timeout can only abort them. Give the data source a"
                        + " socketTimeout of its own.",
                cause);
    }

    /** A row that does not fit into memory. */
    public static ClaimDispatchException memoryShort(String type, Throwable cause) {
        return Problem.of(
                "CLAIM0029",
                "reading a single row of type '" + Problem.shown(type) + "' needs more memory than the node has: "
                        + cause + ". Give the server more heap, or make the payload smaller.",
                cause);
    }

    private static final String SECOND_RESOURCE = "CLAIM0119";

    /** The server does not enlist the data source in a transaction that already has another one. */
    public static ClaimDispatchException secondResource(String doing, Throwable cause) {
        return Problem.of(
                SECOND_RESOURCE,
                "the server gives claim-dispatch no connection within this transaction while " + doing
                        + ", but gives one outside of it: usually another data source takes part in the"
                        + " transaction, and they are not both XA data sources. This call stored nothing. Name the"
                        + " data source that the application writes to in claim-dispatch.datasource, or make both"
                        + " XA data sources.",
                cause);
    }

    /** Whether a failure is {@link #secondResource}. */
    public static boolean isSecondResource(Throwable failure) {
        return failure instanceof ClaimDispatchException problem && problem.id().equals(SECOND_RESOURCE);
    }
}
