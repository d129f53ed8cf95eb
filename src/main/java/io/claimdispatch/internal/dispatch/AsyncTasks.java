package io.claimdispatch.internal.dispatch;

import io.claimdispatch.Job;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.OwnedWork;
import io.claimdispatch.internal.common.ThreadState;
import io.claimdispatch.internal.common.problem.AttemptProblems;
import io.claimdispatch.internal.complete.Attempt;
import io.claimdispatch.internal.store.transaction.TaskTransactions;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Runs asynchronous work. The row leaves its thread and keeps its place; when its stage completes, a coordinator
 * returns it to the pool, where it gets its outcome.
 */
@Component
@Dependent
class AsyncTasks {

    private final TaskTransactions transactions;
    private final RunningRows running;
    private final TaskPool pool;
    private final CompletedStages completed;
    private final AttemptEnd attemptEnd;

    @Inject
    AsyncTasks(
            TaskTransactions transactions,
            RunningRows running,
            TaskPool pool,
            CompletedStages completed,
            AttemptEnd attemptEnd) {
        this.transactions = transactions;
        this.running = running;
        this.pool = pool;
        this.completed = completed;
        this.attemptEnd = attemptEnd;
    }

    /**
     * Calls the work on a thread of the pool, and then waits for the stage without a thread.
     *
     * @throws Exception the exception of the call, or CLAIM0072 if it returned no stage; the row then still needs an
     *     outcome
     */
    void run(Attempt attempt, Job.Async job) throws Exception {
        Callable<? extends CompletionStage<?>> work = job.work();
        AutoCloseable owned = work instanceof OwnedWork one ? one : () -> {};
        CompletionStage<?> stage = call(attempt, work, owned);
        RunningRow row = running.leaveThread(attempt, stage);
        PendingStage pending;
        boolean isComplete;
        try {
            pending = new PendingStage(row, owned, leftOpen(attempt.row().type()), completed.box());
            pending.await(stage);
            isComplete = pending.isComplete();
            if (!isComplete) {
                // before the thread leaves it, since it may complete and be returned at once
                pool.leavePlace();
            }
        } catch (Throwable e) {
            // for example out of memory; a row that runs nowhere must not be shown as running
            running.completed(row);
            close(owned, e);
            attemptEnd.threw(row, e);
            return;
        }
        if (isComplete) {
            running.completed(row);
            finish(pending);
        } else {
            pending.leave();
        }
    }

    /** Gives the row of a completed stage its outcome. */
    void finish(PendingStage stage) {
        RunningRow row = stage.row();
        try {
            stage.release();
            Throwable failure = stage.failure();
            if (failure == null) {
                attemptEnd.returned(row, stage.outcome());
            } else {
                attemptEnd.threw(row, failure);
            }
        } catch (Throwable e) {
            // an Error too: it concerns only this row, and the node goes on
            attemptEnd.threw(row, e);
        }
    }

    private CompletionStage<?> call(Attempt attempt, Callable<? extends CompletionStage<?>> work, AutoCloseable owned)
            throws Exception {
        try {
            CompletionStage<?> stage;
            try (ThreadState state = ThreadState.keep()) {
                stage = work.call();
            }
            if (stage == null) {
                throw AttemptProblems.stageMissing(attempt.row().type());
            }
            return stage;
        } catch (Throwable e) {
            attemptEnd.over(attempt);
            transactions.endLeftOpen();
            close(owned, e);
            throw e;
        }
    }

    /** Closes the bean; its exception must not hide the original cause. */
    private static void close(AutoCloseable owned, Throwable cause) {
        try {
            owned.close();
        } catch (Throwable e) {
            if (e != cause) {
                cause.addSuppressed(e);
            }
        }
    }

    /**
     * The failure for a transaction that the call left open. It counts only once the work has ended; otherwise the work
     * would run twice.
     */
    private @Nullable Throwable leftOpen(String type) {
        try {
            return transactions.endLeftOpen() ? AttemptProblems.transactionLeftOpen(type) : null;
        } catch (RuntimeException | Error e) {
            return e;
        }
    }
}
