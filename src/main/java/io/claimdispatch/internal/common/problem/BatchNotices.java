package io.claimdispatch.internal.common.problem;

import org.jspecify.annotations.Nullable;

/** Log lines of batch executions. */
public final class BatchNotices {

    private BatchNotices() {}

    /** Another node has the row, or will have it. */
    public static Notice leaseLost(Object row, long execution) {
        return Notice.warning(
                "CLAIM0170", "the lease of " + row + " expired; the node stops its batch execution " + execution);
    }

    /** An execution that ignores the stop. */
    public static Notice stuck(long execution, String job, @Nullable Object why, Object row) {
        return Notice.warning(
                "CLAIM0171",
                "execution " + execution + " of batch job " + job + " was asked to stop (" + why + ") and still runs; "
                        + row + " stays CLAIMED");
    }

    /** The first failure of several. */
    public static Notice notStopped(long execution, Throwable thrown) {
        return Notice.warning("CLAIM0172", "could not stop execution " + execution + "; the node retries", thrown);
    }

    /** The first failure of several. */
    public static Notice rowNotConfirmed(long execution, Throwable thrown) {
        return Notice.warning(
                "CLAIM0173",
                "could not check whether the row of execution " + execution
                        + " still belongs to this node; the execution runs on",
                thrown);
    }

    /** The verdict of a dead node. */
    public static Notice completedBefore(long execution, Object row) {
        return Notice.info(
                "CLAIM0174",
                "execution " + execution + " of " + row
                        + " had completed before its node could store that; the row is completed without another run");
    }

    /** The row does not know its execution yet. */
    public static Notice idNotKept(long execution, Throwable thrown) {
        return Notice.warning(
                "CLAIM0175",
                "execution " + execution + " runs, but its id could not be stored in its row; the node retries",
                thrown);
    }

    /** No restart of an earlier execution. */
    public static Notice startedAnew(Object row, @Nullable String note) {
        return Notice.warning("CLAIM0176", "the batch job of " + row + " was started anew: " + note);
    }

    /** It was not proven to be of the row. */
    public static Notice leftAlone(long execution, String job, Object row) {
        return Notice.warning(
                "CLAIM0177",
                "execution " + execution + " of batch job " + job + " names " + row
                        + ", but no claim that the row has had; the node leaves it alone");
    }

    /** The application stops. */
    public static Notice outlives(long execution, Throwable thrown) {
        return Notice.warning(
                "CLAIM0178",
                "could not stop execution " + execution + ", which was started while the application stops; it runs on",
                thrown);
    }

    /** The first failure of several. */
    public static Notice repositorySilent(long execution, Throwable thrown) {
        return Notice.warning(
                "CLAIM0179",
                "the job repository does not answer about execution " + execution + "; the node asks again",
                thrown);
    }

    /** The end of such failures. */
    public static Notice repositoryAnswers(long execution) {
        return Notice.info("CLAIM0180", "the job repository answers again about execution " + execution);
    }
}
