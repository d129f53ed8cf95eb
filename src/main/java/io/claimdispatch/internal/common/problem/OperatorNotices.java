package io.claimdispatch.internal.common.problem;

import org.jspecify.annotations.Nullable;

/** Log lines of operators' calls. */
public final class OperatorNotices {

    private OperatorNotices() {}

    /** One line for each call. */
    public static Notice paused(String pattern, Object table, String who, String why) {
        return Notice.info("CLAIM0187", who + " paused " + pattern + " of " + table + ": " + why);
    }

    /** One line for each call that changed something. */
    public static Notice resumed(String pattern, Object table, String who) {
        return Notice.info("CLAIM0188", who + " resumed " + pattern + " of " + table);
    }

    /**
     * One line for each command that changed a row.
     *
     * @param did like {@code cancelled}
     * @param why the reason; null if the command takes none
     */
    public static Notice changed(String who, String did, Object row, String type, @Nullable String why) {
        String reason = why == null ? "" : ": " + why;
        return Notice.info("CLAIM0210", who + " " + did + " " + row + " of type '" + type + "'" + reason);
    }

    /** One line for each call that changed something, whatever the number of its transactions. */
    public static Notice requeuedDead(String who, int rows, Object table, String why) {
        return Notice.info("CLAIM0211", who + " requeued " + rows + " dead letters of " + table + ": " + why);
    }

    /** The first step of a bulk action. */
    public static Notice bulkBegun(String who, long id, Object table, String verb, String why) {
        return Notice.info("CLAIM0235", who + " began bulk action " + id + " of " + table + ", " + verb + ": " + why);
    }

    /** The last step of a bulk action. */
    public static Notice bulkEnded(long id, Object table, int done, int refused, int failed) {
        return Notice.info(
                "CLAIM0236",
                "bulk action " + id + " of " + table + " has ended: " + done + " rows done, " + refused + " refused, "
                        + failed + " failed");
    }

    /** An operator has ended a bulk action. */
    public static Notice bulkCancelled(String who, long id, Object table, int done) {
        return Notice.info(
                "CLAIM0237", who + " cancelled bulk action " + id + " of " + table + " after " + done + " rows");
    }

    /** A row that cannot be changed. */
    public static Notice bulkRowFailed(long id, Object table, @Nullable Throwable refused) {
        return Notice.warning(
                "CLAIM0238",
                "bulk action " + id + " of " + table + " leaves out a row that the database does not let it change",
                refused);
    }
}
