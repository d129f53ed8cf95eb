package io.claimdispatch.internal.common.problem;

import io.claimdispatch.ClaimDispatchException;
import org.jspecify.annotations.Nullable;

/** Errors and notes about batch executions, which are stored in the row. */
public final class BatchProblems {

    private BatchProblems() {}

    /** A batch execution did not complete. */
    public static ClaimDispatchException batchNotCompleted(
            String job, long execution, String status, String detail, @Nullable Throwable thrown) {
        return withoutOwnStack(Problem.of(
                "CLAIM0065",
                "execution " + execution + " of batch job '" + job + "' ended as " + status + detail + ".",
                thrown));
    }

    /** The text in a row is bounded, and the cause shows where it happened. */
    private static ClaimDispatchException withoutOwnStack(ClaimDispatchException problem) {
        if (problem.getCause() != null) {
            problem.setStackTrace(new StackTraceElement[0]);
        }
        return problem;
    }

    /** A batch execution that was running is no longer known. */
    public static ClaimDispatchException batchLost(String job, long execution) {
        return Problem.of(
                "CLAIM0066",
                "execution " + execution + " of batch job '" + job
                        + "' is unknown to the job repository, or belongs to another row.");
    }

    /** A note: the implementation did not restart an earlier execution. */
    public static ClaimDispatchException batchRestartRefused(String job, long earlier, long started, String why) {
        return Problem.of(
                "CLAIM0080",
                "execution " + earlier + " of batch job '" + Problem.shown(job) + "' could not be restarted ("
                        + Problem.shown(why) + "); execution " + started + " was started instead, from the beginning.");
    }

    /** A note: the earlier execution had been abandoned. */
    public static ClaimDispatchException batchAbandoned(String job, long earlier, long started) {
        return Problem.of(
                "CLAIM0081",
                "execution " + earlier + " of batch job '" + Problem.shown(job) + "' had been abandoned; execution "
                        + started + " was started instead, from the beginning.");
    }

    /** A note: the processor returns another job than for the attempt before. */
    public static ClaimDispatchException batchJobChanged(
            String job, long earlier, @Nullable String before, long started) {
        return Problem.of(
                "CLAIM0082",
                "execution " + earlier + " was one of batch job '" + (before == null ? "" : Problem.shown(before))
                        + "', but the processor now asks for '" + Problem.shown(job) + "'; execution " + started
                        + " was started.");
    }

    /** A batch execution ran longer than the settings allow. */
    public static ClaimDispatchException batchTimeLimit(String job, long execution, String type, String limit) {
        return Problem.of(
                "CLAIM0083",
                "execution " + execution + " of batch job '" + Problem.shown(job) + "' was stopped: it ran longer than "
                        + limit + ", the time limit of '" + Problem.shown(type)
                        + "'. The next attempt continues from its checkpoint.");
    }

    /** An operator has stopped a batch execution. */
    public static ClaimDispatchException batchStopped(String job, long execution) {
        return Problem.of(
                "CLAIM0084",
                "execution " + execution + " of batch job '" + Problem.shown(job)
                        + "' was stopped by an operator. The next attempt continues from its checkpoint: requeue"
                        + " the row if it is a dead letter.");
    }

    static final String BATCH_JOB_UNUSABLE = "CLAIM0085";

    /** A batch job whose XML is missing or cannot be read. */
    public static ClaimDispatchException batchJobUnusable(String job, String xml, boolean missing, Throwable cause) {
        return withoutOwnStack(Problem.of(
                BATCH_JOB_UNUSABLE,
                "batch job '" + Problem.shown(job) + "' cannot be started: " + Problem.shown(xml)
                        + (missing ? " is not in this application" : " cannot be read") + ". Deploy "
                        + (missing ? "it" : "one that can") + ", then requeue the row.",
                cause));
    }

    static final String BATCH_PARAMETERS_REFUSED = "CLAIM0086";

    /** Parameters of a batch job that the job repository cannot store. */
    public static ClaimDispatchException batchParametersRefused(
            String job, @Nullable String state, int characters, String longest) {
        return Problem.of(
                BATCH_PARAMETERS_REFUSED,
                "the job repository refused the parameters of batch job '" + Problem.shown(job) + "' (SQL state "
                        + state
                        + "). As lines of 'name = value' they have " + characters
                        + " characters, claim-dispatch's own included; yours have " + longest
                        + ". Pass a key of the data instead of the data, or widen the repository's column: JBeret's"
                        + " JOB_EXECUTION.JOBPARAMETERS has 3,000 characters for all, Open Liberty's JOBPARAMETER 255"
                        + " for each. Then requeue the row.");
    }

    /** A note: the row names an execution that cannot be shown to be its own. */
    public static ClaimDispatchException batchNotProven(String job, long earlier, long started) {
        return Problem.of(
                "CLAIM0087",
                "execution " + earlier + " of batch job '" + Problem.shown(job)
                        + "' is COMPLETED, but names no claim that the row is known to have had; execution " + started
                        + " was started instead, from the beginning.");
    }
}
