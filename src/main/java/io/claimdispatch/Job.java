package io.claimdispatch;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;

/**
 * The work of one row: a task for the managed executor, asynchronous work that holds no thread, a Jakarta Batch job, or
 * an outcome decided without running anything.
 *
 * <p>The row is marked processed only after the job has succeeded. A job may run more than once if its node dies in the
 * middle: make it idempotent by the row's id or key, or {@linkplain #atomic(Work) atomic}.
 *
 * <p>Each method throws a {@link ClaimDispatchException} for null (CLAIM0001) and for a blank name (CLAIM0006).
 *
 * <pre>{@code
 * Job mail = Job.task(() -> mailer.send("welcome", user.email()));
 * Job booking = Job.atomic(() -> payments.book(order));
 * Job report = Job.batch("report", Map.of("order", "" + order.id()));
 * Job nothing = Job.outcome(Outcome.discard("the order was cancelled"));
 * }</pre>
 */
public sealed interface Job {

    /**
     * A task that succeeds when it returns and fails when it throws; a {@link NonRetryableException} fails for good.
     * Work that it starts and does not wait for is not part of it and fails unnoticed: see {@link #async} for work that
     * continues after the call.
     */
    static Job task(Work work) {
        Given.value("work", work);
        return new Task(() -> {
            work.run();
            return Outcome.success();
        });
    }

    /** A task that returns its outcome. */
    static Job task(Callable<Outcome> work) {
        return new Task(Given.value("work", work));
    }

    /**
     * A task that runs in a transaction in which its row is completed as well: both are committed, or neither is. Its
     * effects in the database therefore happen exactly once, wherever the node dies.
     *
     * <p>This holds under two conditions. First, the work writes to the data source of {@code
     * claim-dispatch.datasource}, or to others that take part in the same transaction by XA. Second, the work leaves
     * the transaction to the dispatcher, which begins and ends it: {@code @Transactional} with its default (REQUIRED)
     * joins it, REQUIRES_NEW and NOT_SUPPORTED escape from it, and a task that commits or rolls back itself is a failed
     * attempt (CLAIM0075). Effects outside of those databases, for example a mail, still happen at least once.
     *
     * <p>The row is not locked while the work runs. An exception, a rollback that the work asks for, a transaction
     * timeout of the server, and a lost claim all roll everything back. The first three are failed attempts; after a
     * lost claim, the claim that holds the row now does the work again.
     *
     * <p>On PostgreSQL the data source's isolation must be READ COMMITTED, the default. At a higher level, a heartbeat
     * during the work makes the completion fail with a serialization failure.
     */
    static Job atomic(Work work) {
        Given.value("work", work);
        return atomic(() -> {
            work.run();
            return Outcome.success();
        });
    }

    /**
     * Like {@link #atomic(Work)}, for a task that returns its outcome. Every outcome is stored in the transaction of
     * the work, and committed with it: a snooze, a discard and a cancel, and also {@link Outcome#fail} and the retries,
     * after which the next attempt finds what this one wrote. To undo the work, throw; a {@link NonRetryableException}
     * undoes it and makes the row a dead letter.
     */
    static Job atomic(Callable<Outcome> work) {
        return new Task(Given.value("work", work), true);
    }

    /**
     * Work that continues after the call without holding a thread: the attempt ends when the stage completes. Its value
     * is {@code null} for success or an {@link Outcome}; its exception is a failed attempt, with a {@link
     * java.util.concurrent.CompletionException} unwrapped. A null stage is a failed attempt (CLAIM0072), and so is a
     * value of another type (CLAIM0073).
     *
     * <p>The call runs like a task: on the managed executor, outside of any transaction, with a request context. That
     * context ends when the call returns, and so does a transaction that an interceptor has begun; later steps need
     * their own. Any thread may complete the stage. The row is then handled on a thread of the executor, so the
     * completing thread runs no code of claim-dispatch that could block or throw.
     *
     * <p>A pending stage counts like a running task. It takes one of the places of {@code claim-dispatch.concurrency},
     * its lease is renewed, and it has the time limit of its type, counted from when the processor is asked for the
     * job. At the limit, and when an undeployment or a suspension stops waiting, it is cancelled by {@code
     * toCompletableFuture().cancel(true)}. The attempt has then exceeded its limit, or its row is given back, however
     * the stage ends. A stage that does not complete even then keeps its row and its place, and is reported as stuck
     * ({@link Scheduler#stuckTasks}).
     *
     * <p>Cancelling a {@link java.util.concurrent.CompletableFuture} completes it at once, while the work behind it
     * goes on. Work that must not overlap with the next attempt has to notice the cancellation and stop. A stage that
     * completes after the node has stopped changes nothing: its row is recovered when the lease expires.
     *
     * @param work starts the work and returns its stage; an exception is a failed attempt
     */
    static Job async(Callable<? extends CompletionStage<?>> work) {
        return new Async(Given.value("work", work));
    }

    /**
     * A batch job defined in {@code META-INF/batch-jobs/NAME.xml}. The row is processed when its execution is
     * COMPLETED. FAILED and ABANDONED are failed attempts, and so is STOPPED unless the settings make it a dead letter
     * or the server itself stopped the execution. The next attempt restarts the execution of the previous one, even one
     * that a dead node has left running: it continues from its last checkpoint, provided that the job repository
     * outlives the server. If the batch runtime refuses the restart, for example because of {@code
     * restartable="false"}, the job is started anew, and the row records that. If the XML is missing, the row is a dead
     * letter at once. The XML needs nothing specific to claim-dispatch.
     */
    static Job batch(String name) {
        return batch(name, Map.of());
    }

    /**
     * A batch job with parameters. Parameters whose names begin with {@code claimDispatch.} are added, which link the
     * execution to this row and claim. A restart gets the parameters of its own attempt. If the job repository cannot
     * store the parameters, because they are too long or contain characters that its database refuses, the row is a
     * dead letter at once, unless the retry policy says otherwise.
     */
    static Job batch(String name, Map<String, String> parameters) {
        return new Batch(name, parameters);
    }

    /** An outcome decided at once; nothing runs. */
    static Job outcome(Outcome outcome) {
        return new Decided(outcome);
    }

    /** The work of a task. */
    @FunctionalInterface
    interface Work {
        /**
         * Does the work.
         *
         * @throws Exception a failed attempt
         */
        void run() throws Exception;
    }

    /**
     * A task on the managed executor, with its own request context. It runs outside of any transaction unless it is
     * atomic.
     *
     * @param work returns the outcome; {@code null} is success
     * @param atomic whether work and completion share one transaction, see {@link Job#atomic(Work)}
     */
    record Task(Callable<Outcome> work, boolean atomic) implements Job {

        /** Checks the work. */
        public Task {
            Given.value("work", work);
        }

        /** A task that is not atomic. */
        public Task(Callable<Outcome> work) {
            this(work, false);
        }
    }

    /**
     * Work that continues after the call, see {@link Job#async}.
     *
     * @param work returns the stage whose completion ends the attempt
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
     * @param name the name of the job's XML, without its extension
     * @param parameters the parameters of the execution
     */
    record Batch(String name, Map<String, String> parameters) implements Job {

        /** Checks the name and copies the parameters. */
        public Batch {
            Given.text("name", name);
            parameters = Given.map("parameters", parameters);
        }
    }

    /**
     * An outcome without a run.
     *
     * @param outcome the outcome of the row
     */
    record Decided(Outcome outcome) implements Job {

        /** Checks the outcome. */
        public Decided {
            Given.value("outcome", outcome);
        }
    }
}
