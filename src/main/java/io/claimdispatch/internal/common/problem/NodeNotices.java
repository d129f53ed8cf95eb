package io.claimdispatch.internal.common.problem;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Log lines of a node: its start, its loop, its maintenance, suspension and its end. */
public final class NodeNotices {

    private NodeNotices() {}

    /** The start is over. */
    public static Notice nodeRuns(String dataSource) {
        return Notice.info("CLAIM0123", "claim-dispatch is running on the data source '" + dataSource + "'");
    }

    /** The server has not read the definition of the product's executor. */
    public static Notice executorNotBound(String factory) {
        return Notice.info(
                "CLAIM0124",
                "the server has not bound claim-dispatch's own executor; tasks run on threads of " + factory);
    }

    /** The node has no MBean. */
    public static Notice mbeanNotRegistered(String why) {
        return Notice.warning(
                "CLAIM0125", "could not register the scheduler's MBean: " + why + "; the node runs without it");
    }

    /** The first failure of several in a row. */
    public static Notice exchangeFailed(Throwable thrown) {
        return Notice.warning(
                "CLAIM0126", "the loop could not claim or complete rows; it retries until it can", thrown);
    }

    /** The end of such failures. */
    public static Notice exchangeWorks() {
        return Notice.info("CLAIM0127", "the loop claims and completes rows again");
    }

    /** A bean of a maintenance task cannot be made. */
    public static Notice maintenanceNotPlanned(Object thread, Throwable thrown) {
        return Notice.warning(
                "CLAIM0128",
                "could not create the maintenance tasks of the thread " + thread + "; the node retries until it can",
                thrown);
    }

    /** The end of such failures. */
    public static Notice maintenancePlanned(Object thread) {
        return Notice.info("CLAIM0129", "created the maintenance tasks of the thread " + thread);
    }

    /** The first failure of several in a row. */
    public static Notice maintenanceFailed(String doing, Throwable thrown) {
        return Notice.warning("CLAIM0130", "could not " + doing + "; the node retries until it can", thrown);
    }

    /** The end of such failures. */
    public static Notice maintenanceWorks(String doing) {
        return Notice.info("CLAIM0131", "can " + doing + " again");
    }

    /** The server says that it is suspended. */
    public static Notice serverSuspended() {
        return Notice.info("CLAIM0132", "server suspended; the node claims nothing until it is resumed");
    }

    /** The end of a suspension. */
    public static Notice serverResumed() {
        return Notice.info("CLAIM0133", "server resumed; claiming resumes");
    }

    /** The time for tasks to end is over. */
    public static Notice suspensionLimit(Duration drain, int tasks) {
        return Notice.info(
                "CLAIM0134",
                "server suspended for " + drain + "; the node interrupts the " + tasks
                        + " tasks that still run, and gives their rows back");
    }

    /** A caller has not returned in time. */
    public static Notice runByHandOutlives() {
        return Notice.warning(
                "CLAIM0135",
                "a call of Scheduler.runOnce is still running while the application stops; rows that it claims from now on are recovered when their leases expire");
    }

    /** The database is unavailable at the end. */
    public static Notice outcomesNotStored(@Nullable Throwable thrown) {
        return Notice.warning(
                "CLAIM0136",
                "the application stops before all outcomes could be stored; their rows run again when the leases expire",
                thrown);
    }

    /** Batch executions that were not stopped in time. */
    public static Notice batchesOutlive() {
        return Notice.info(
                "CLAIM0137",
                "the application stops while batch executions of it run; their rows come back when the leases expire");
    }
}
