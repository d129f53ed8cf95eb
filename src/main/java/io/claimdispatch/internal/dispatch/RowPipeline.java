package io.claimdispatch.internal.dispatch;

import io.claimdispatch.Job;
import io.claimdispatch.internal.claim.InFlight;
import io.claimdispatch.internal.claim.UnreadableRows;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.Problems;
import io.claimdispatch.internal.common.RowContext;
import io.claimdispatch.internal.common.ThreadState;
import io.claimdispatch.internal.complete.Attempt;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.route.ClaimedRecord;
import io.claimdispatch.internal.route.Routed;
import io.claimdispatch.internal.route.Router;
import io.claimdispatch.internal.store.ClaimedRow;
import io.claimdispatch.internal.store.transaction.TaskTransactions;
import io.claimdispatch.spi.PayloadCodec;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The way of a claimed row through route and dispatch. Nothing is thrown past it: each row has its own outcome. */
@Component
public class RowPipeline implements UnreadableRows {

    private static final Log LOG = Log.of(RowPipeline.class);

    private final PayloadCodec codec;
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
            PayloadCodec codec,
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
        this.codec = codec;
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

    /** What a caller who waits for the routing is told. */
    public enum Handed {
        /** The job was handed on, or decided at once. */
        DISPATCHED,
        /** No job could be made. */
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
            // of a full heap, for example; the rows behind it are to be handed on all the same
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

    /** Gives rows that wait in the pool back to all nodes: all of them. */
    public void giveBackAll() {
        giveBack(row -> true);
    }

    /** Gives rows that wait in the pool back to all nodes: those that are chosen. Returns how many they were. */
    public int giveBack(Predicate<QueuedRow> chosen) {
        int count = 0;
        for (Runnable task : pool.withdraw(task -> task instanceof QueuedRow row && chosen.test(row))) {
            attemptEnd.released(((QueuedRow) task).attempt());
            count++;
        }
        return count;
    }

    /** Brings rows whose stages have completed back to the pool, for their outcomes. */
    public void resumeCompleted() {
        PendingStage next;
        while ((next = stages.poll()) != null) {
            PendingStage stage = next;
            running.completed(stage.row());
            pool.resume(() -> inContext(stage.attempt(), () -> dispatcher.finish(stage), transactions::reset));
        }
    }

    /**
     * A row's turn has come. If its lease may have ended while it waited, or the node takes on nothing any more, it is given
     * back: another node may have it already, and what stops or is suspended should not begin with anything.
     */
    private void begin(Attempt attempt, Runnable work) {
        if (gate.isOpen() && inFlight.isHeld(attempt.row().ref())) {
            running.run(attempt, () -> inContext(attempt, work, transactions::reset));
        } else {
            LOG.log(
                    Level.DEBUG,
                    "{0} is given back, not having begun",
                    attempt.row().ref());
            attemptEnd.released(attempt);
        }
    }

    /**
     * Runs work that gives the row its outcome. If it cannot even begin, that is the outcome: a row without one would stay
     * claimed as long as the node lives. What the end of the context throws comes after the outcome and must not add one.
     * Whatever the row has changed about the thread is as it was afterwards.
     *
     * @param end of its transactions; the timeout of a thread that is not ours is its owner's
     */
    private void inContext(Attempt attempt, Runnable work, Runnable end) {
        boolean[] ended = {false};
        try (ThreadState state = ThreadState.keep()) {
            context.run(() -> {
                work.run();
                ended[0] = true;
            });
        } catch (Throwable e) {
            // checked ones too: what ends with the context is the user's code
            if (ended[0]) {
                tell("the request context of " + attempt.row().ref() + " did not end well", e);
            } else {
                attemptEnd.threw(attempt, e);
            }
        } finally {
            end.run();
        }
    }

    private static void tell(String what, Throwable e) {
        try {
            LOG.log(Level.WARNING, what, e);
        } catch (Throwable again) {
            // its text is the user's code as well
            LOG.log(Level.WARNING, what + ": " + e.getClass().getName());
        }
    }

    private Handed route(Attempt attempt, Consumer<Job> next) {
        Routed routed;
        try {
            routed = routed(attempt);
        } catch (Throwable e) {
            // an Error too: it is this row's, and the rows behind it go on
            attemptEnd.threw(attempt, e);
            return Handed.FAILED;
        }
        if (routed instanceof Routed.ToRun toRun) {
            try {
                next.accept(toRun.job());
            } catch (Throwable e) {
                // it was not handed on: what takes it throws nothing afterwards
                attemptEnd.threw(attempt, e);
                return Handed.FAILED;
            }
        } else if (routed instanceof Routed.Skipped skipped) {
            attemptEnd.skipped(attempt, skipped.reason());
        }
        return Handed.DISPATCHED;
    }

    /**
     * A transaction that rules or processor have left open would be the next row's on this thread, and a batch job's that is
     * started now.
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
            throw Problems.transactionLeftOpen(attempt.row().type());
        }
        return routed;
    }

    /** A row as user code sees it. */
    public Attempt attempt(ClaimedRow row) {
        return new Attempt(row, new ClaimedRecord(row, codec, settings.showPayloadValues()));
    }
}
