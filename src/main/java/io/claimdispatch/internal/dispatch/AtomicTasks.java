package io.claimdispatch.internal.dispatch;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.Job;
import io.claimdispatch.Outcome;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.ThreadState;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.common.problem.AttemptProblems;
import io.claimdispatch.internal.common.problem.DatabaseProblems;
import io.claimdispatch.internal.common.problem.TaskNotices;
import io.claimdispatch.internal.complete.Attempt;
import io.claimdispatch.internal.complete.Completions;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.database.ActionDatabase;
import io.claimdispatch.internal.store.database.WriteProbe;
import io.claimdispatch.internal.store.row.Completion;
import io.claimdispatch.internal.store.row.Completion.Progress;
import io.claimdispatch.internal.store.transaction.TaskTransactions;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks that complete in the transaction of their own work. The row is locked only at the end, by its completion:
 * a lock from the beginning would block heartbeats and recovery for as long as the work takes.
 */
@Component
@Dependent
class AtomicTasks {

    private static final Log LOG = Log.of(AtomicTasks.class);

    private static final String COMPLETING = "completing an action with its work";

    private final ActionDatabase database;
    private final Transactions transactions;
    private final TaskTransactions task;
    private final Completions outcomes;
    private final AttemptEnd attemptEnd;
    private final WriteProbe probe;
    private final Settings settings;
    private final Timings timings;

    @Inject
    AtomicTasks(
            ActionDatabase database,
            Transactions transactions,
            TaskTransactions task,
            Completions outcomes,
            AttemptEnd attemptEnd,
            WriteProbe probe,
            Settings settings,
            Timings timings) {
        this.database = database;
        this.transactions = transactions;
        this.task = task;
        this.outcomes = outcomes;
        this.attemptEnd = attemptEnd;
        this.probe = probe;
        this.settings = settings;
        this.timings = timings;
    }

    /**
     * Runs the task, stores its outcome, and commits both. Leaves no transaction on the thread.
     *
     * @return a completion with its progress: committed; rejected by the fence and rolled back; or, if the commit ended
     *     in an error, a failure for the fence to judge. If the database accepts no writes at all, the row is given
     *     back for some seconds, and no attempt counts
     * @throws Exception the exception of the task, or the reason why nothing can be committed; everything is rolled
     *     back
     */
    Completion run(Attempt attempt, Job.Task job) throws Exception {
        try {
            return complete(attempt, job);
        } catch (Refused e) {
            // after the rollback the work is undone, and the probe can tell whether the row itself was refused
            if (probe.ask(attempt.row().ref().table()) != WriteProbe.Answer.REFUSED) {
                throw kept(attempt, e.failure);
            }
            LOG.log(TaskNotices.writesRefused(attempt.row().ref(), e.failure));
            return outcomes.of(attempt, Outcome.snoozeFor(timings.refusedAtomicTask()));
        }
    }

    /** The refusal as stored in the row, without the message, since databases quote the row in it. */
    private ClaimDispatchException kept(Attempt attempt, ClaimDispatchException refusal) {
        if (settings.showPayloadValues() || !(refusal.getCause() instanceof SQLException cause)) {
            return refusal;
        }
        LOG.log(TaskNotices.completionRefused(attempt.row().ref(), refusal));
        return DatabaseProblems.databaseFailed(COMPLETING, UnquotedRow.of(cause));
    }

    private Completion complete(Attempt attempt, Job.Task job) throws Exception {
        String type = attempt.row().type();
        Throwable unconfirmed;
        try {
            Object own = task.begin(type);
            Outcome outcome = work(attempt, job);
            task.verify(own, type);
            Completion completion = outcomes.of(attempt, outcome);
            if (!isStored(completion)) {
                return completion.as(Progress.LOST);
            }
            // created before the commit, after which nothing may fail any more
            Completion stored = completion.as(Progress.STORED);
            try {
                task.commit();
                return stored;
            } catch (Exception | Error e) {
                // a RollbackException too: servers throw it if the connection breaks in the middle of the commit
                unconfirmed = e;
            }
        } finally {
            task.endLeftOpen();
        }
        return outcomes.failure(attempt, AttemptProblems.atomicNotCommitted(type, unconfirmed))
                .as(Progress.UNCONFIRMED);
    }

    /** Runs the work. An interrupted attempt has failed however it returned, and must not be committed as done. */
    private @Nullable Outcome work(Attempt attempt, Job.Task job) throws Exception {
        Outcome outcome;
        try (ThreadState state = ThreadState.keep()) {
            outcome = job.work().call();
        } finally {
            attemptEnd.over(attempt);
        }
        attemptEnd.check(attempt);
        return outcome;
    }

    /**
     * Stores the completion in the work's transaction only; outside of it, the row could be processed and its work
     * rolled back.
     */
    private boolean isStored(Completion completion) throws Refused {
        try {
            return !transactions
                    .within(
                            COMPLETING,
                            connection -> database.store()
                                    .completions()
                                    .complete(connection, completion.ref().table(), List.of(completion)))
                    .isEmpty();
        } catch (ClaimDispatchException e) {
            // a second resource is refused by the server, not the database, and without quoting the row
            if (e.getCause() instanceof SQLException && !DatabaseProblems.isSecondResource(e)) {
                throw new Refused(e);
            }
            throw e;
        }
    }

    /** The database refused the completion, and so the work. */
    private static final class Refused extends Exception {

        private static final long serialVersionUID = 1;

        private final ClaimDispatchException failure;

        Refused(ClaimDispatchException failure) {
            super(failure);
            this.failure = failure;
        }
    }
}
