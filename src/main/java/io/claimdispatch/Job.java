package io.claimdispatch;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

/**
 * The work of one row: a task for the managed executor, a Jakarta Batch job, or the word that there is nothing to run.
 *
 * <p>Whichever it is, the row is marked processed only after it has succeeded, and it may run more than once if its node
 * dies in the middle: make it idempotent by the row's id or key.
 */
public sealed interface Job {

    /** A task that is done when it returns and has failed when it throws. */
    static Job task(Work work) {
        Objects.requireNonNull(work, "work");
        return new Task(() -> {
            work.run();
            return Outcome.success();
        });
    }

    /** A task that says how it ended. */
    static Job task(Callable<Outcome> work) {
        return new Task(Objects.requireNonNull(work, "work"));
    }

    /**
     * A job of {@code META-INF/batch-jobs/NAME.xml}. The row is processed when its execution is COMPLETED; FAILED and ABANDONED
     * are failed attempts, and so is STOPPED unless the settings make it a dead letter or the server itself has stopped it. A
     * further attempt restarts the execution that the earlier one has left, also one that a dead node has left running: it goes
     * on from its last checkpoint, provided that the job repository outlives the server. Where the batch runtime refuses that,
     * {@code restartable="false"} for one, the job is started anew, and the row says so. The job's XML needs nothing of ours.
     */
    static Job batch(String name) {
        return batch(name, Map.of());
    }

    /**
     * A batch job with parameters. The parameters whose names begin with {@code claimDispatch.} are added to them, so
     * that the execution can be told to belong to this row and claim. A restart gets the parameters of its own attempt.
     */
    static Job batch(String name, Map<String, String> parameters) {
        return new Batch(Objects.requireNonNull(name, "name"), Map.copyOf(parameters));
    }

    /** Nothing to run: the outcome stands at once. */
    static Job outcome(Outcome outcome) {
        return new Decided(Objects.requireNonNull(outcome, "outcome"));
    }

    /** What a task does. */
    @FunctionalInterface
    interface Work {
        /**
         * Does it.
         *
         * @throws Exception is a failed attempt
         */
        void run() throws Exception;
    }

    /**
     * A task on the managed executor. It runs outside of any transaction, with a request context of its own.
     *
     * @param work returns how it ended; {@code null} is success
     */
    record Task(Callable<Outcome> work) implements Job {}

    /**
     * A Jakarta Batch job.
     *
     * @param name of the job's XML
     * @param parameters for the job
     */
    record Batch(String name, Map<String, String> parameters) implements Job {}

    /**
     * Decided without running anything.
     *
     * @param outcome how the row ends
     */
    record Decided(Outcome outcome) implements Job {}
}
