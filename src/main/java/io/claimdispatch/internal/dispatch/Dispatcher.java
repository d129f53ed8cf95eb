package io.claimdispatch.internal.dispatch;

import io.claimdispatch.Job;
import io.claimdispatch.Outcome;
import io.claimdispatch.internal.batch.BatchStarter;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.ThreadState;
import io.claimdispatch.internal.common.problem.AttemptProblems;
import io.claimdispatch.internal.complete.Attempt;
import io.claimdispatch.internal.store.transaction.TaskTransactions;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/**
 * Runs the job of an attempt on the calling thread, which is one of the {@link TaskPool}: a task to its end, a batch job
 * until it has started, asynchronous work until its call has returned. Never throws: whatever happens becomes an outcome.
 */
@Component
@Dependent
public class Dispatcher {

    private final AttemptEnd attemptEnd;
    private final BatchStarter batch;
    private final TaskTransactions transactions;
    private final AtomicTasks atomic;
    private final AsyncTasks async;

    @Inject
    Dispatcher(
            AttemptEnd attemptEnd,
            BatchStarter batch,
            TaskTransactions transactions,
            AtomicTasks atomic,
            AsyncTasks async) {
        this.attemptEnd = attemptEnd;
        this.batch = batch;
        this.transactions = transactions;
        this.atomic = atomic;
        this.async = async;
    }

    /** Runs the job. */
    public void run(Attempt attempt, Job job) {
        try {
            if (job instanceof Job.Task task) {
                attemptEnd.check(attempt);
                if (task.atomic()) {
                    attemptEnd.decided(atomic.run(attempt, task));
                } else {
                    attemptEnd.returned(attempt, call(attempt, task));
                }
            } else if (job instanceof Job.Async wanted) {
                attemptEnd.check(attempt);
                async.run(attempt, wanted);
            } else if (job instanceof Job.Batch wanted) {
                if (attemptEnd.handOver(attempt)) {
                    batch.start(attempt, wanted);
                }
            } else if (job instanceof Job.Decided decided) {
                attemptEnd.returned(attempt, decided.outcome());
            }
        } catch (Throwable e) {
            // an Error too: it concerns only this row, and the node goes on
            attemptEnd.threw(attempt, e);
        }
    }

    /** Gives the row of a completed stage its outcome, on a thread of the {@link TaskPool}. */
    public void finish(PendingStage completed) {
        async.finish(completed);
    }

    private @Nullable Outcome call(Attempt attempt, Job.Task task) throws Exception {
        Outcome outcome;
        boolean leftOpen;
        try (ThreadState state = ThreadState.keep()) {
            outcome = task.work().call();
        } finally {
            attemptEnd.over(attempt);
            leftOpen = transactions.endLeftOpen();
        }
        if (leftOpen) {
            throw AttemptProblems.transactionLeftOpen(attempt.row().type());
        }
        return outcome;
    }
}
