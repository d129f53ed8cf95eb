package io.claimdispatch.internal.common.problem;

/** Log lines of the console. */
public final class ConsoleNotices {

    private ConsoleNotices() {}

    /** One line for each application that opens it. */
    public static Notice open(String path, String roles) {
        return Notice.info("CLAIM0275", "the console is open at " + path + " for the roles " + roles);
    }

    /** A servlet of the application has the name or the address. */
    public static Notice notOpened(String path, String why) {
        return Notice.warning("CLAIM0276", "the console is not opened at " + path + ": " + why);
    }

    /** An exception that no rule expects. */
    public static Notice failed(String request, Throwable thrown) {
        return Notice.error("CLAIM0277", "the console failed at " + request, thrown);
    }

    /** The database or the node could not answer; the caller does not see the cause. */
    public static Notice notAnswered(String request, Throwable thrown) {
        return Notice.warning(
                "CLAIM0278",
                "the console returned an error for " + request + ", since the database or the node was unavailable",
                thrown);
    }

    /** One line for each call. */
    public static Notice ranOnce(String who, int claimed, String why) {
        return Notice.info(
                "CLAIM0284",
                who + " let the node claim, which took " + claimed + " rows: " + (why.isEmpty() ? "-" : why));
    }
}
