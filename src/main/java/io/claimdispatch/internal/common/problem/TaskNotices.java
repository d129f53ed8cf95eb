package io.claimdispatch.internal.common.problem;

/** Log lines of tasks, of their threads and transactions, and of the events that observers get. */
public final class TaskNotices {

    private TaskNotices() {}

    /** The last resort. */
    public static Notice outcomeNotMade(Object row, Throwable thrown) {
        return Notice.error(
                "CLAIM0148", "could not make an outcome for " + row + "; the node retries the row in a minute", thrown);
    }

    /** The retry policy throws, or returns null. */
    public static Notice retryPolicyFailed(Object row, Throwable thrown) {
        return Notice.error(
                "CLAIM0149", "the retry policy failed for " + row + "; the node retries the row in a minute", thrown);
    }

    /** Neither logged nor fired. */
    public static Notice failureNotReported(Object row, Throwable thrown) {
        return Notice.error(
                "CLAIM0150",
                "could not report the failed attempt of " + row + "; the row itself is not affected",
                thrown);
    }

    /** The message of an exception cannot be read. */
    public static Notice failureNotKept(String name, Throwable thrown) {
        return Notice.error(
                "CLAIM0151",
                "could not read the error of an attempt; the row keeps its name " + name + " instead",
                thrown);
    }

    /** After the outcome. */
    public static Notice contextNotEnded(Object row, Throwable thrown) {
        return Notice.warning(
                "CLAIM0152", "the request context of " + row + " did not end well; its outcome is kept", thrown);
    }

    /** An unexpected failure. */
    public static Notice taskEscaped(Throwable thrown) {
        return Notice.error("CLAIM0153", "an error escaped from a task; its thread continues with the next", thrown);
    }

    /** The first refusal of several. */
    public static Notice executorRefuses(String why) {
        return Notice.warning(
                "CLAIM0154",
                "the managed executor takes no more tasks for now: " + why + "; the node hands them over again later");
    }

    /** An executor that has lost tasks, or is busy. */
    public static Notice tasksNotBegun(int tasks) {
        return Notice.info(
                "CLAIM0155",
                "the managed executor took " + tasks
                        + " tasks and did not begin them; the node hands over as many again");
    }

    /** A queue that makes no progress. */
    public static Notice noFreeThread(int rows) {
        return Notice.info(
                "CLAIM0156", rows + " claimed rows found no free thread for too long; the node gives them back");
    }

    /** The end of CLAIM0101. */
    public static Notice threadsBack(int threads) {
        return Notice.info("CLAIM0157", "the managed executor runs " + threads + " tasks at once again");
    }

    /** The end of CLAIM0090. */
    public static Notice stuckEnded(Object row) {
        return Notice.info("CLAIM0158", "the stuck task of " + row + " has ended");
    }

    /** A stage of a foreign implementation. */
    public static Notice stageNotCancelled(Object row, Throwable thrown) {
        return Notice.info(
                "CLAIM0159", "could not cancel the stage of " + row + "; the node waits for its end", thrown);
    }

    /** The transaction manager throws. */
    public static Notice transactionUnknown(Throwable thrown) {
        return Notice.error("CLAIM0160", "the server does not say whether a task left a transaction open", thrown);
    }

    /** The transaction manager throws. */
    public static Notice transactionNotEnded(Throwable thrown) {
        return Notice.error("CLAIM0161", "could not roll back a transaction that a task left open", thrown);
    }

    /** After the outcome. */
    public static Notice rowLeftTransaction() {
        return Notice.warning(
                "CLAIM0162", "a transaction was still open after the end of a row; the node rolls it back");
    }

    /** A retry policy, an observer or {@code supports}. */
    public static Notice codeLeftTransaction() {
        return Notice.warning("CLAIM0163", "code of the application left a transaction open; the node rolls it back");
    }

    /** No attempt is counted. */
    public static Notice writesRefused(Object row, Throwable thrown) {
        return Notice.info(
                "CLAIM0164",
                "the database takes no writes: the node gives " + row
                        + " back, and the work of its atomic task is rolled back",
                thrown);
    }

    /** The row keeps the error without values. */
    public static Notice completionRefused(Object row, Throwable thrown) {
        return Notice.info(
                "CLAIM0165",
                "the database refused to complete " + row
                        + " with the work of its atomic task; only this line has the values of the message",
                thrown);
    }

    /** The queue of events is full. */
    public static Notice eventsDropped(long events) {
        return Notice.warning(
                "CLAIM0166",
                "observers of actions block, or are slower than actions end; " + events
                        + " events dropped so far on this node");
    }

    /** The end of dropping. */
    public static Notice observersCaughtUp(long events) {
        return Notice.warning("CLAIM0167", "observers of actions have caught up; " + events + " events were dropped");
    }

    /** The first failure of a node. */
    public static Notice observerFailed(String event, Throwable thrown) {
        return Notice.warning(
                "CLAIM0168",
                "an observer of " + event
                        + " failed, which does not affect the row; further failures of observers are logged at DEBUG",
                thrown);
    }

    /** At the end of the application. */
    public static Notice serialiserNotClosed(Throwable thrown) {
        return Notice.warning("CLAIM0169", "could not close the JSON serialiser", thrown);
    }

    /** The processor's {@code retryAfter} throws, or returns null. */
    public static Notice processorRetryFailed(Object row, Throwable thrown) {
        return Notice.error(
                "CLAIM0196",
                "the processor's retryAfter failed for " + row + "; the node asks the retry policy instead",
                thrown);
    }
}
