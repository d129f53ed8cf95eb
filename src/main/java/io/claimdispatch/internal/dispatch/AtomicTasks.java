package io.claimdispatch.internal.dispatch;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.Job;
import io.claimdispatch.Outcome;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.TableName;
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
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.row.Completion;
import io.claimdispatch.internal.store.row.Completion.Progress;
import io.claimdispatch.internal.store.transaction.TaskTransactions;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Runs tasks that complete in the transaction of their own work. The row is locked only at the end, by its completion:
 * a lock from the beginning would block heartbeats and recovery for as long as the work takes.
 */
@Component
@Dependent
public class AtomicTasks {

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
        return run(List.of(attempt), () -> {
                    Outcome outcome = job.work().call();
                    return List.of(outcome == null ? Outcome.success() : outcome);
                })
                .get(0);
    }

    /**
     * The same for the rows of a chunk, in one transaction. If the fence rejects one of them, all is rolled back, and the
     * others are given back without a failed attempt.
     *
     * @param attempts rows of one table, at least one
     * @param work returns one outcome for each
     */
    public List<Completion> run(List<Attempt> attempts, Callable<List<Outcome>> work) throws Exception {
        try {
            return complete(attempts, work);
        } catch (Refused e) {
            Attempt first = attempts.get(0);
            // after the rollback the work is undone, and the probe can tell whether the row itself was refused
            if (probe.ask(first.row().ref().table()) != WriteProbe.Answer.REFUSED) {
                throw kept(first, e.failure);
            }
            LOG.log(TaskNotices.writesRefused(first.row().ref(), e.failure));
            return attempts.stream()
                    .map(attempt -> outcomes.of(attempt, Outcome.snoozeFor(timings.refusedAtomicTask())))
                    .toList();
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

    private List<Completion> complete(List<Attempt> attempts, Callable<List<Outcome>> work) throws Exception {
        String type = attempts.get(0).row().type();
        Throwable unconfirmed;
        try {
            Object own = task.begin(type);
            List<Outcome> returned = work(attempts.get(0), work);
            task.verify(own, type);
            List<Completion> completions = new ArrayList<>(attempts.size());
            for (int i = 0; i < attempts.size(); i++) {
                completions.add(outcomes.of(attempts.get(i), returned.get(i)));
            }
            Set<ClaimRef> held = stored(completions);
            if (held.size() < completions.size()) {
                return completions.stream()
                        .map(each -> held.contains(each.ref()) ? outcomes.released(each.ref()) : each.as(Progress.LOST))
                        .toList();
            }
            // created before the commit, after which nothing may fail any more
            List<Completion> stored =
                    completions.stream().map(each -> each.as(Progress.STORED)).toList();
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
        Throwable failure = AttemptProblems.atomicNotCommitted(type, unconfirmed);
        return attempts.stream()
                .map(attempt ->
                        outcomes.failure(attempt, failure, attempts.size()).as(Progress.UNCONFIRMED))
                .toList();
    }

    /** Runs the work. An interrupted attempt has failed however it returned, and must not be committed as done. */
    private List<Outcome> work(Attempt first, Callable<List<Outcome>> work) throws Exception {
        List<Outcome> returned;
        try (ThreadState state = ThreadState.keep()) {
            returned = work.call();
        } finally {
            attemptEnd.over(first);
        }
        attemptEnd.check(first);
        return returned;
    }

    /**
     * Stores the completions in the work's transaction only; outside of it, rows could be processed and their work
     * rolled back.
     *
     * @return those that the fence accepted
     */
    private Set<ClaimRef> stored(List<Completion> completions) throws Refused {
        TableName table = completions.get(0).ref().table();
        try {
            return transactions.within(
                    COMPLETING, connection -> database.store().completions().complete(connection, table, completions));
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
