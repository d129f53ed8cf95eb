package io.claimdispatch.internal.dispatch;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.Job;
import io.claimdispatch.Outcome;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.Problems;
import io.claimdispatch.internal.common.ThreadState;
import io.claimdispatch.internal.complete.Attempt;
import io.claimdispatch.internal.complete.Completions;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.store.Completion;
import io.claimdispatch.internal.store.Completion.Progress;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.database.ActionDatabase;
import io.claimdispatch.internal.store.database.WriteProbe;
import io.claimdispatch.internal.store.transaction.TaskTransactions;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks that complete in the transaction of their own work. The row is locked at the end only, by its completion: a
 * lock from the beginning would hold up heartbeats and recovery as long as the work takes.
 */
@Component
class AtomicTasks {

    private static final Log LOG = Log.of(AtomicTasks.class);

    private static final String COMPLETING = "completing an action with its work";

    /** Before work is done again that the database has refused; without it, it would be done again and again at once. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final ActionDatabase database;
    private final Transactions transactions;
    private final TaskTransactions task;
    private final Completions outcomes;
    private final AttemptEnd attemptEnd;
    private final WriteProbe probe;
    private final Settings settings;

    @Inject
    AtomicTasks(
            ActionDatabase database,
            Transactions transactions,
            TaskTransactions task,
            Completions outcomes,
            AttemptEnd attemptEnd,
            WriteProbe probe,
            Settings settings) {
        this.database = database;
        this.transactions = transactions;
        this.task = task;
        this.outcomes = outcomes;
        this.attemptEnd = attemptEnd;
        this.probe = probe;
        this.settings = settings;
    }

    /**
     * Runs the task, stores its outcome, and commits both. Leaves no transaction on the thread.
     *
     * @return a completion that says how far it has come: committed, turned away by the fence and rolled back, or, where the
     *     commit was answered by an error, a failure for the fence to judge; if the database takes no writes at all, the row
     *     is given back for some seconds, and no attempt is counted
     * @throws Exception what the task threw, or why nothing can be committed; all is rolled back
     */
    Completion run(Attempt attempt, Job.Task job) throws Exception {
        try {
            return complete(attempt, job);
        } catch (Refused e) {
            // after the rollback: the work is not done, and whether it was the row that was refused can be asked
            if (probe.ask(attempt.row().ref().table()) != WriteProbe.Answer.REFUSED) {
                throw kept(attempt, e.failure);
            }
            LOG.log(
                    Level.INFO,
                    attempt.row().ref() + " is given back: the database takes no writes, and its work is rolled back",
                    e.failure);
            return outcomes.of(attempt, Outcome.snoozeFor(PAUSE));
        }
    }

    /** What the row keeps of the refusal: databases quote the row in their messages. */
    private ClaimDispatchException kept(Attempt attempt, ClaimDispatchException refusal) {
        if (settings.showPayloadValues() || !(refusal.getCause() instanceof SQLException cause)) {
            return refusal;
        }
        LOG.log(Level.INFO, "the database refuses to complete " + attempt.row().ref() + " with its work", refusal);
        return Problems.databaseFailed(COMPLETING, UnquotedRow.of(cause));
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
            // made before the commit, after which nothing may fail any more
            Completion stored = completion.as(Progress.STORED);
            try {
                task.commit();
                return stored;
            } catch (Exception | Error e) {
                // a RollbackException too: servers answer so when the connection breaks in the middle of the commit
                unconfirmed = e;
            }
        } finally {
            task.endLeftOpen();
        }
        return outcomes.failure(attempt, Problems.atomicNotCommitted(type, unconfirmed))
                .as(Progress.UNCONFIRMED);
    }

    /** An attempt that was interrupted is a failed one however it returned, and must not be committed as done. */
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

    /** Within the work's transaction and no other: outside of it, the row would be processed and its work rolled back. */
    private boolean isStored(Completion completion) throws Refused {
        try {
            return !transactions
                    .within(
                            COMPLETING,
                            connection -> database.store()
                                    .complete(connection, completion.ref().table(), List.of(completion)))
                    .isEmpty();
        } catch (ClaimDispatchException e) {
            // not the database but the server refuses a second resource, and quotes no row
            if (e.getCause() instanceof SQLException && !Problems.isSecondResource(e)) {
                throw new Refused(e);
            }
            throw e;
        }
    }

    /** The database has refused the completion, and so the work. */
    private static final class Refused extends Exception {

        private static final long serialVersionUID = 1;

        private final ClaimDispatchException failure;

        Refused(ClaimDispatchException failure) {
            super(failure);
            this.failure = failure;
        }
    }
}
