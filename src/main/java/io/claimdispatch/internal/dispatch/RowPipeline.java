package io.claimdispatch.internal.dispatch;

import io.claimdispatch.Job;
import io.claimdispatch.internal.claim.InFlight;
import io.claimdispatch.internal.claim.UnreadableRows;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.RowContext;
import io.claimdispatch.internal.common.ThreadState;
import io.claimdispatch.internal.common.problem.AttemptProblems;
import io.claimdispatch.internal.common.problem.Notice;
import io.claimdispatch.internal.common.problem.TaskNotices;
import io.claimdispatch.internal.complete.Attempt;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.route.ClaimedRecords;
import io.claimdispatch.internal.route.Routed;
import io.claimdispatch.internal.route.Router;
import io.claimdispatch.internal.store.row.ClaimedRow;
import io.claimdispatch.internal.store.transaction.TaskTransactions;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The way of a claimed row through route and dispatch. Nothing is thrown past it: each row has its own outcome. */
@Component
@Dependent
public class RowPipeline implements UnreadableRows {

    private static final Log LOG = Log.of(RowPipeline.class);

    private final ClaimedRecords records;
    private final Settings settings;
    private final Router router;
    private final TaskTransactions transactions;
    private final Dispatcher dispatcher;
    private final AttemptEnd attemptEnd;
    private final RunningRows running;
    private final TaskPool pool;
    private final RowContext context;
    private final InFlight inFlight;
    private final AdmissionGate gate;
    private final CompletedStages stages;

    @Inject
    RowPipeline(
            ClaimedRecords records,
            Settings settings,
            Router router,
            TaskTransactions transactions,
            Dispatcher dispatcher,
            AttemptEnd attemptEnd,
            RunningRows running,
            TaskPool pool,
            RowContext context,
            InFlight inFlight,
            AdmissionGate gate,
            CompletedStages stages) {
        this.records = records;
        this.settings = settings;
        this.router = router;
        this.transactions = transactions;
        this.dispatcher = dispatcher;
        this.attemptEnd = attemptEnd;
        this.running = running;
        this.pool = pool;
        this.context = context;
        this.inFlight = inFlight;
        this.gate = gate;
        this.stages = stages;
    }

    /** The result for a caller that waits for the routing. */
    public enum Handed {
        /** The job was dispatched, or decided at once. */
        DISPATCHED,
        /** No job could be created. */
        FAILED
    }

    /** Hands the row to the pool, which routes it and runs its job. */
    public void submit(ClaimedRow row) {
        submit(row, attempt -> route(attempt, job -> dispatcher.run(attempt, job)));
    }

    private void submit(ClaimedRow row, Consumer<Attempt> work) {
        try {
            pool.submit(new QueuedRow(attempt(row), false, attempt -> begin(attempt, () -> work.accept(attempt))));
        } catch (RuntimeException | Error e) {
            // for example out of memory; the rows behind it must still be handed on
            attemptEnd.released(row.ref());
        }
    }

    @Override
    public void fail(ClaimedRow row, Throwable error) {
        submit(row, attempt -> attemptEnd.threw(attempt, error));
    }

    /** Routes the row on this thread, and hands its job to the pool. */
    public Handed routeNow(ClaimedRow row) {
        Attempt claimed = attempt(row);
        Handed[] handed = {Handed.FAILED};
        inContext(
                claimed,
                () -> handed[0] = route(
                        claimed,
                        job -> pool.submit(new QueuedRow(
                                claimed, true, attempt -> begin(attempt, () -> dispatcher.run(attempt, job))))),
                transactions::endOfRow);
        return handed[0];
    }

    /** Gives all rows that wait in the pool back, for any node to claim. */
    public void giveBackAll() {
        giveBack(row -> true);
    }

    /** Gives the chosen rows that wait in the pool back, for any node to claim. Returns their number. */
    public int giveBack(Predicate<QueuedRow> chosen) {
        int count = 0;
        for (Runnable task : pool.withdraw(task -> task instanceof QueuedRow row && chosen.test(row))) {
            attemptEnd.released(((QueuedRow) task).attempt());
            count++;
        }
        return count;
    }

    /** Returns rows whose stages have completed to the pool, for their outcomes. */
    public void resumeCompleted() {
        PendingStage next;
        while ((next = stages.poll()) != null) {
            PendingStage stage = next;
            running.completed(stage.row());
            pool.resume(() -> inContext(stage.attempt(), () -> dispatcher.finish(stage), transactions::reset));
        }
    }

    /**
     * Begins a row. If its lease may have expired while it waited, or the node accepts no work, the row is given back:
     * another node may already have it, and a stopping or suspended node should not begin anything.
     */
    private void begin(Attempt attempt, Runnable work) {
        if (gate.isOpen() && inFlight.isHeld(attempt.row().ref())) {
            running.run(attempt, () -> inContext(attempt, work, transactions::reset));
        } else {
            LOG.debug("{0} is given back, not having begun", attempt.row().ref());
            attemptEnd.released(attempt);
        }
    }

    /**
     * Runs work that gives the row its outcome. If it cannot begin, that failure is the outcome: a row without one
     * would stay claimed as long as the node lives. An exception at the end of the context comes after the outcome and
     * must not add one. The thread's state is restored afterwards.
     *
     * @param end ends its transactions; the transaction timeout of a thread that is not ours is left alone
     */
    private void inContext(Attempt attempt, Runnable work, Runnable end) {
        boolean[] ended = {false};
        try (ThreadState state = ThreadState.keep()) {
            context.run(() -> {
                work.run();
                ended[0] = true;
            });
        } catch (Throwable e) {
            // checked exceptions too: user code runs when the context ends
            if (ended[0]) {
                tell(TaskNotices.contextNotEnded(attempt.row().ref(), e));
            } else {
                attemptEnd.threw(attempt, e);
            }
        } finally {
            end.run();
        }
    }

    private static void tell(Notice notice) {
        try {
            LOG.log(notice);
        } catch (Throwable again) {
            // its text is user code as well
            LOG.log(notice.withNameOnly());
        }
    }

    private Handed route(Attempt attempt, Consumer<Job> next) {
        Routed routed;
        try {
            routed = routed(attempt);
        } catch (Throwable e) {
            // an Error too: it concerns only this row, and the rows behind it go on
            attemptEnd.threw(attempt, e);
            return Handed.FAILED;
        }
        if (routed instanceof Routed.ToRun toRun) {
            try {
                next.accept(toRun.job());
            } catch (Throwable e) {
                // the job was not handed on, since the receiver throws nothing once it has accepted it
                attemptEnd.threw(attempt, e);
                return Handed.FAILED;
            }
        } else if (routed instanceof Routed.Skipped skipped) {
            attemptEnd.skipped(attempt, skipped.reason());
        }
        return Handed.DISPATCHED;
    }

    /**
     * Routes the row, and ends a transaction that rules or processor left open: it would affect the next row on this
     * thread, or the start of a batch job.
     */
    private Routed routed(Attempt attempt) throws Exception {
        Routed routed;
        boolean leftOpen;
        try (ThreadState state = ThreadState.keep()) {
            routed = router.route(attempt.record());
        } finally {
            leftOpen = transactions.endLeftOpen();
        }
        if (leftOpen) {
            throw AttemptProblems.transactionLeftOpen(attempt.row().type());
        }
        return routed;
    }

    /** Creates the attempt of a row, with the row as user code sees it. */
    public Attempt attempt(ClaimedRow row) {
        return new Attempt(row, records.of(row));
    }
}
