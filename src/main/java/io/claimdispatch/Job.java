package io.claimdispatch;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;

/**
 * The work of one row: a task for the managed executor, work that goes on without a thread, a Jakarta Batch job, or the
 * word that there is nothing to run.
 *
 * <p>Whichever it is, the row is marked processed only after it has succeeded, and it may run more than once if its node
 * dies in the middle: make it idempotent by the row's id or key, or {@linkplain #atomic(Work) atomic}.
 *
 * <p>Each method throws a {@link ClaimDispatchException} for null (CLAIM0001) and for a blank name (CLAIM0006).
 */
public sealed interface Job {

    /**
     * A task that is done when it returns and has failed when it throws. What it starts and does not wait for is not a part
     * of it, and fails unseen: see {@link #async} for work that goes on after the call.
     */
    static Job task(Work work) {
        Given.value("work", work);
        return new Task(() -> {
            work.run();
            return Outcome.success();
        });
    }

    /** A task that says how it ended. */
    static Job task(Callable<Outcome> work) {
        return new Task(Given.value("work", work));
    }

    /**
     * A task that runs in a transaction, in which its row is completed as well: both are committed, or neither is. What it
     * does in the database so happens exactly once, wherever its node dies.
     *
     * <p>That holds under two conditions. The work writes to the data source that {@code claim-dispatch.datasource} names,
     * or to others that take part in the same transaction by XA. And it leaves the transaction alone, which the dispatcher
     * begins and ends: {@code @Transactional} as it is by default (REQUIRED) joins it, REQUIRES_NEW and NOT_SUPPORTED
     * escape from it, and a task that commits or rolls back itself is a failed attempt, with CLAIM0075. Anything outside of
     * those databases, for example a mail, is done at least once, as ever.
     *
     * <p>The row is not locked while the work runs. What it throws, a rollback that it has asked for, a transaction timeout
     * of the server, and a claim that has been lost meanwhile all roll everything back. The first three are failed attempts;
     * after the last, the row is another claim's, which does the work anew.
     *
     * <p>On PostgreSQL the data source's isolation must be READ COMMITTED, its default. Above that, a heartbeat that has come
     * while the work ran makes the completion a serialization failure.
     */
    static Job atomic(Work work) {
        Given.value("work", work);
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
        return new Task(Given.value("work", work), true);
    }

    /**
     * Work that goes on after the call, without holding a thread: the attempt ends when the stage completes. Its value is
     * {@code null} for success or an {@link Outcome}; its exception is a failed attempt, a {@link
     * java.util.concurrent.CompletionException} unwrapped. No stage at all is a failed attempt (CLAIM0072), and so is a value
     * of another kind (CLAIM0073).
     *
     * <p>The call runs like a task: on the managed executor, outside of any transaction, with a request context. That context
     * ends when the call returns, and so does a transaction that an interceptor has begun; what runs afterwards needs its own.
     * The stage may be completed by any thread. What follows for the row is done on a thread of the executor, so the completing
     * thread runs no code of ours that could block or throw.
     *
     * <p>A pending stage is the row's work as a running task is. It takes one of the places that {@code
     * claim-dispatch.concurrency} allows, its lease is renewed, and it has the time limit of its type, counted from the question
     * for the job. At the limit, and when an undeployment or a suspension does not wait any longer, it is cancelled by {@code
     * toCompletableFuture().cancel(true)}. The attempt has then exceeded its limit, or is given back, however the stage ends. A
     * stage that does not complete then keeps its row and its place, and is shown as stuck ({@link Scheduler#stuckTasks}).
     *
     * <p>Cancelling a {@link java.util.concurrent.CompletableFuture} completes it at once, whatever goes on behind it. Work that
     * should not overlap with the next attempt has to notice the cancellation and stop. A stage that completes after the node
     * has stopped changes nothing: its row comes back when the lease ends.
     *
     * @param work starts the work and returns what tells its end; what it throws is a failed attempt
     */
    static Job async(Callable<? extends CompletionStage<?>> work) {
        return new Async(Given.value("work", work));
    }

    /**
     * A job of {@code META-INF/batch-jobs/NAME.xml}. The row is processed when its execution is COMPLETED; FAILED and
     * ABANDONED are failed attempts, and so is STOPPED unless the settings make it a dead letter or the server itself
     * has stopped it. A further attempt restarts the execution that the earlier one has left, also one that a dead node
     * has left running: it goes on from its last checkpoint, provided that the job repository outlives the server.
     * Where the batch runtime refuses that, for example by {@code restartable="false"}, the job is started anew, and the row
     * says so. Without that XML the row is a dead letter at once. The job's XML needs nothing of ours.
     */
    static Job batch(String name) {
        return batch(name, Map.of());
    }

    /**
     * A batch job with parameters. The parameters whose names begin with {@code claimDispatch.} are added to them, so
     * that the execution can be told to belong to this row and claim. A restart gets the parameters of its own attempt.
     * Parameters that the job repository cannot store, since they are too long or have characters that its database refuses,
     * make the row a dead letter at once, unless the retry policy says otherwise.
     */
    static Job batch(String name, Map<String, String> parameters) {
        return new Batch(name, parameters);
    }

    /** Nothing to run: the outcome stands at once. */
    static Job outcome(Outcome outcome) {
        return new Decided(outcome);
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

        /** Checks the work. */
        public Task {
            Given.value("work", work);
        }

        /** One that is not atomic. */
        public Task(Callable<Outcome> work) {
            this(work, false);
        }
    }

    /**
     * Work that goes on after the call, see {@link Job#async}.
     *
     * @param work returns the stage with which the attempt ends
     */
    record Async(Callable<? extends CompletionStage<?>> work) implements Job {

        /** Checks the work. */
        public Async {
            Given.value("work", work);
        }
    }

    /**
     * A Jakarta Batch job.
     *
     * @param name of the job's XML
     * @param parameters for the job
     */
    record Batch(String name, Map<String, String> parameters) implements Job {

        /** Checks the name, and keeps a copy of the parameters. */
        public Batch {
            Given.text("name", name);
            parameters = Given.map("parameters", parameters);
        }
    }

    /**
     * Decided without running anything.
     *
     * @param outcome how the row ends
     */
    record Decided(Outcome outcome) implements Job {

        /** Checks the outcome. */
        public Decided {
            Given.value("outcome", outcome);
        }
    }
}
