package io.claimdispatch.internal.common.problem;

import io.claimdispatch.ClaimDispatchException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Errors of attempts, which are stored in the row; those of batch jobs are in {@link BatchProblems}. */
public final class AttemptProblems {

    private AttemptProblems() {}

    /** No processor: the type of a claimed row has lost its processor since the claim. */
    public static ClaimDispatchException processorGone(String type) {
        return Problem.of("CLAIM0060", "no processor for '" + Problem.shown(type) + "' on this node. Deploy one.");
    }

    /** The payload does not fit the processor. */
    public static ClaimDispatchException payloadNotReadable(String type, String target, Throwable cause) {
        return Problem.of(
                "CLAIM0061",
                "the payload of type '" + Problem.shown(type) + "' cannot be read as " + target + ": " + cause
                        + ". Correct the payload, or deploy the version of the code that can read it.",
                cause);
    }

    /** A rule that no bean of this node evaluates. */
    public static ClaimDispatchException ruleUnknown(String rule) {
        return Problem.of(
                "CLAIM0062",
                "no RulePredicate on this node has the name '" + Problem.shown(rule)
                        + "', which a rule of the row asks for. Deploy a bean with that @Named value.");
    }

    /** Rules that cannot be read. */
    public static ClaimDispatchException rulesUnreadable(String why) {
        return Problem.of("CLAIM0063", "the rules stored with the row cannot be read: " + why + ".");
    }

    /** The node that had claimed a row stopped renewing its lease. */
    public static ClaimDispatchException leaseExpired(@Nullable String node) {
        return Problem.of(
                "CLAIM0064",
                "the lease of node " + node + " ended before the job did: the node died or lost the database.");
    }

    /** A job that cannot be made or started. */
    public static ClaimDispatchException jobMissing(String type) {
        return Problem.of("CLAIM0067", "the processor of '" + Problem.shown(type) + "' returned no job.");
    }

    /** A task, a processor or a rule that began a transaction and returned without ending it. */
    public static ClaimDispatchException transactionLeftOpen(String type) {
        return Problem.of(
                "CLAIM0068",
                "the task, the processor or a rule of '" + Problem.shown(type)
                        + "' began a transaction and did not end it; the node rolls it back, since later rows would"
                        + " run in it. Use @Transactional, or end it in a finally block.");
    }

    private static final String TIME_LIMIT_EXCEEDED = "CLAIM0069";

    /** An attempt that was interrupted because it took too long, however it then ended. */
    public static ClaimDispatchException timeLimitExceeded(String type, Duration limit, @Nullable Throwable cause) {
        ClaimDispatchException problem = Problem.of(
                TIME_LIMIT_EXCEEDED,
                "the attempt exceeded the time limit of '" + Problem.shown(type) + "', " + limit
                        + ", and was interrupted. Make the work shorter, or raise the limit: the processor's"
                        + " timeLimit, or claim-dispatch.time-limits.",
                cause);
        // the text in a row is bounded, and the cause shows where the task was
        problem.setStackTrace(new StackTraceElement[0]);
        return problem;
    }

    /** Whether the attempt was interrupted because it took too long. */
    public static boolean isTimeLimit(Throwable failure) {
        return failure instanceof ClaimDispatchException problem && problem.id().equals(TIME_LIMIT_EXCEEDED);
    }

    private static final String PAYLOAD_NO_JSON = "CLAIM0070";

    /** The payload is not JSON, for any processor on any node. */
    public static ClaimDispatchException payloadNoJson(String type, Throwable cause) {
        return Problem.of(
                PAYLOAD_NO_JSON,
                "the payload of type '" + Problem.shown(type) + "' is not JSON: " + cause
                        + ". No node can read it: correct it, then requeue the row.",
                cause);
    }

    /** The payload is not JSON; a batch job cannot be started, or its parameters cannot be stored. */
    private static final Set<String> HOPELESS =
            Set.of(PAYLOAD_NO_JSON, BatchProblems.BATCH_JOB_UNUSABLE, BatchProblems.BATCH_PARAMETERS_REFUSED);

    /** Whether no further attempt on any node can succeed after this failure. */
    public static boolean isHopeless(Throwable failure) {
        return failure instanceof ClaimDispatchException problem && HOPELESS.contains(problem.id());
    }

    /** Asynchronous work without a stage. */
    public static ClaimDispatchException stageMissing(String type) {
        return Problem.of(
                "CLAIM0072",
                "the asynchronous task of '" + Problem.shown(type)
                        + "' returned null instead of a CompletionStage, so its end is unknown. Return the stage of"
                        + " the work; without work, return CompletableFuture.completedStage(null).");
    }

    /** A stage whose value does not say how the row ends. */
    public static ClaimDispatchException stageValue(String type, String valueClass) {
        return Problem.of(
                "CLAIM0073",
                "the stage of '" + Problem.shown(type) + "' completed with a " + valueClass
                        + ", which does not say how the row ends. Complete it with null or an Outcome, for example"
                        + " by thenApply(value -> Outcome.success()).");
    }

    /** An atomic task that itself ended the transaction begun for it. */
    public static ClaimDispatchException atomicEnded(String type) {
        return Problem.of(
                "CLAIM0075",
                "the atomic task of '" + Problem.shown(type)
                        + "' ended the transaction that was begun for it, so its row cannot complete together with"
                        + " its work; the next attempt repeats what the task committed. Leave begin, commit and"
                        + " rollback to claim-dispatch, or use a task that is not atomic.");
    }

    /** An atomic task whose transaction cannot be committed any more. */
    public static ClaimDispatchException atomicRolledBack(String type) {
        return Problem.of(
                "CLAIM0076",
                "the transaction of the atomic task of '" + Problem.shown(type)
                        + "' was marked for rollback, by setRollbackOnly, by an exception that passed a"
                        + " @Transactional method, or by the server's transaction timeout; all of it is rolled"
                        + " back. Throw the exception instead of catching it, or raise the timeout.");
    }

    /** The commit of an atomic task failed. */
    public static ClaimDispatchException atomicNotCommitted(String type, Throwable cause) {
        return Problem.of(
                "CLAIM0077",
                "the transaction of the atomic task of '" + Problem.shown(type) + "' could not be committed: " + cause
                        + ". Nothing of it is stored; the cause says why.",
                cause);
    }

    /** No transaction for an atomic task. */
    public static ClaimDispatchException atomicNotBegun(String type, Throwable cause) {
        return Problem.of(
                "CLAIM0078",
                "the server began no transaction for the atomic task of '" + Problem.shown(type) + "': " + cause
                        + ". See the server's log.",
                cause);
    }

    /** A processor method that returned although its transaction was not committed. */
    public static ClaimDispatchException notCommitted(String place) {
        return Problem.of(
                "CLAIM0079",
                "the processor " + place
                        + " returned, but the server did not commit the transaction of its @Transactional, which"
                        + " timed out or was marked for rollback. Give it a longer timeout or less work. To roll"
                        + " back on purpose, throw an exception, or return an Outcome from outside of the"
                        + " transaction.");
    }

    /** An action type that is not the row's. */
    public static ClaimDispatchException actionTypeDiffers(String type, String action) {
        return Problem.of(
                "CLAIM0190",
                "the payload of a row of type '" + Problem.shown(type) + "' was asked for by the action type '"
                        + Problem.shown(action)
                        + "'. Pass the row's own action type; for a family, compare type() first, or pass a class.");
    }

    /**
     * The processor returned {@code Outcome.fail}.
     *
     * @param reason the reason, bounded
     * @param thrown what the attempt had failed with; null if its job returned the outcome
     */
    public static ClaimDispatchException failedForGood(String type, String reason, @Nullable Throwable thrown) {
        return withoutStack(Problem.of(
                "CLAIM0194",
                "the processor of '" + Problem.shown(type) + "' returned Outcome.fail: " + reason
                        + ". Correct that, then requeue the row.",
                thrown));
    }

    /**
     * The processor returned an outcome that asks for another attempt.
     *
     * @param method the method of {@code Outcome}
     * @param reason the reason, bounded; null if there is none
     * @param thrown what the attempt had failed with; null if its job returned the outcome
     */
    public static ClaimDispatchException retryWanted(
            String type, String method, @Nullable String reason, @Nullable Throwable thrown) {
        return withoutStack(Problem.of(
                "CLAIM0195",
                "the processor of '" + Problem.shown(type) + "' returned Outcome." + method
                        + (reason == null ? " without a reason. Pass one to see it here." : ": " + reason),
                thrown));
    }

    /** The processor's {@code retryAfter} returned null. */
    public static ClaimDispatchException retryAnswerMissing(String type) {
        return Problem.of(
                "CLAIM0197",
                "retryAfter of the processor of '" + Problem.shown(type)
                        + "' returned null. Return Optional.empty() to leave the decision to the retry policy.");
    }

    /** Its own frames are ours, and say nothing about the job. */
    private static ClaimDispatchException withoutStack(ClaimDispatchException problem) {
        problem.setStackTrace(new StackTraceElement[0]);
        return problem;
    }
}
