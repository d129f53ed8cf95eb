package io.claimdispatch;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

/**
 * The work of one row: a task for the managed executor, a Jakarta Batch job, or the word that there is nothing to run.
 *
 * <p>Whichever it is, the row is marked processed only after it has succeeded, and it may run more than once if its node
 * dies in the middle: make it idempotent by the row's id or key, or {@linkplain #atomic(Work) atomic}.
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
     * A task that runs in a transaction, in which its row is completed as well: both are committed, or neither is. What it
     * does in the database so happens exactly once, wherever its node dies.
     *
     * <p>That holds under two conditions. The work writes to the data source that {@code claim-dispatch.datasource} names,
     * or to others that take part in the same transaction by XA. And it leaves the transaction alone, which the dispatcher
     * begins and ends: {@code @Transactional} as it is by default (REQUIRED) joins it, REQUIRES_NEW and NOT_SUPPORTED
     * escape from it, and a task that commits or rolls back itself is a failed attempt, with CLAIM0075. Anything outside of
     * those databases, a mail for one, is done at least once, as ever.
     *
     * <p>The row is not locked while the work runs. What it throws, a rollback that it has asked for, a transaction timeout
     * of the server, and a claim that has been lost meanwhile all roll everything back. The first three are failed attempts;
     * after the last, the row is another claim's, which does the work anew.
     *
     * <p>On PostgreSQL the data source's isolation must be READ COMMITTED, its default. Above that, a heartbeat that has come
     * while the work ran makes the completion a serialization failure.
     */
    static Job atomic(Work work) {
        Objects.requireNonNull(work, "work");
        return atomic(() -> {
            work.run();
            return Outcome.success();
        });
    }

    /**
     * The same for a task that says how it ended. Whatever that is, a snooze and a discard too, it is stored in the
     * transaction of the work.
     */
    static Job atomic(Callable<Outcome> work) {
        return new Task(Objects.requireNonNull(work, "work"), true);
    }

    /**
     * A job of {@code META-INF/batch-jobs/NAME.xml}. The row is processed when its execution is COMPLETED; FAILED and
     * ABANDONED are failed attempts, and so is STOPPED unless the settings make it a dead letter or the server itself
     * has stopped it. A further attempt restarts the execution that the earlier one has left, also one that a dead node
     * has left running: it goes on from its last checkpoint, provided that the job repository outlives the server.
     * Where the batch runtime refuses that, {@code restartable="false"} for one, the job is started anew, and the row
     * says so. The job's XML needs nothing of ours.
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
     * A task on the managed executor, with a request context of its own. It runs outside of any transaction, unless it is
     * atomic.
     *
     * @param work returns how it ended; {@code null} is success
     * @param atomic whether work and row are one transaction, see {@link Job#atomic(Work)}
     */
    record Task(Callable<Outcome> work, boolean atomic) implements Job {

        /** One that is not atomic. */
        public Task(Callable<Outcome> work) {
            this(work, false);
        }
    }

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
