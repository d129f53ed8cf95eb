package io.claimdispatch.internal.common.problem;

/** Log lines of operators' calls. */
public final class OperatorNotices {

    private OperatorNotices() {}

    /** One line for each call. */
    public static Notice paused(String pattern, Object table, String who) {
        return Notice.info("CLAIM0187", who + " paused " + pattern + " of " + table);
    }

    /** One line for each call that changed something. */
    public static Notice resumed(String pattern, Object table, String who) {
        return Notice.info("CLAIM0188", who + " resumed " + pattern + " of " + table);
    }
}
