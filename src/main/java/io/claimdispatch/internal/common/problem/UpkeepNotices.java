package io.claimdispatch.internal.common.problem;

import org.jspecify.annotations.Nullable;

/** Log lines of maintenance: rows of dead nodes, retention, rows without a processor. */
public final class UpkeepNotices {

    private UpkeepNotices() {}

    /** Rows of dead nodes. */
    public static Notice takenBack(int rows, Object table) {
        return Notice.warning("CLAIM0181", "took back " + rows + " rows of " + table + ": their leases had expired");
    }

    /** The first failure of several. */
    public static Notice notTakenBack(int rows, @Nullable Throwable thrown) {
        return Notice.warning(
                "CLAIM0182", "could not take back " + rows + " rows of dead nodes; the node retries", thrown);
    }

    /** The end of such failures. */
    public static Notice allTakenBack() {
        return Notice.info("CLAIM0183", "all rows of dead nodes can be taken back again");
    }

    /** A retry policy or a row that fails. */
    public static Notice notJudged(Object row, Throwable thrown) {
        return Notice.warning(
                "CLAIM0184",
                "could not decide whether " + row + " is retried after its lease expired; the node tries again later",
                thrown);
    }

    /** One line for each round of a table. */
    public static Notice deleted(long rows, Object table) {
        return Notice.info("CLAIM0185", "deleted " + rows + " rows of " + table + ": their retention is over");
    }

    /** Once for each type of a table. */
    public static Notice unrouted(String type, String table) {
        return Notice.warning(
                "CLAIM0186",
                "due rows of type '" + type + "' in " + table
                        + " have no processor on this server; they wait until one is deployed");
    }

    /** One line for each round of a table. */
    public static Notice eventsDeleted(long events, Object table) {
        return Notice.info("CLAIM0212", "deleted " + events + " events of " + table + ": their retention is over");
    }

    /** One line for each round of a table. */
    public static Notice bulkDeleted(long actions, Object table) {
        return Notice.info(
                "CLAIM0239", "deleted " + actions + " bulk actions of " + table + ": their retention is over");
    }
}
