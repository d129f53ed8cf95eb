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
}
