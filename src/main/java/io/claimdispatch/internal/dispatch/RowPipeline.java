package io.claimdispatch.internal.dispatch;

import io.claimdispatch.Job;
import io.claimdispatch.internal.claim.InFlight;
import io.claimdispatch.internal.claim.UnreadableRows;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.complete.Attempt;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.route.Routed;
import io.claimdispatch.internal.route.Router;
import io.claimdispatch.internal.statistics.Statistics;
import io.claimdispatch.internal.store.row.ClaimedRow;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
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
    private final Dispatcher dispatcher;
    private final AttemptEnd attemptEnd;
    private final RunningRows running;
    private final TaskPool pool;
    private final RowScope scope;
    private final Chunks chunks;
    private final InFlight inFlight;
    private final AdmissionGate gate;
    private final CompletedStages stages;
    private final Statistics statistics;

    @Inject
    RowPipeline(
            ClaimedRecords records,
            Settings settings,
            Router router,
            Dispatcher dispatcher,
            AttemptEnd attemptEnd,
            RunningRows running,
            TaskPool pool,
            RowScope scope,
            Chunks chunks,
            InFlight inFlight,
            AdmissionGate gate,
            CompletedStages stages,
            Statistics statistics) {
        this.records = records;
        this.settings = settings;
        this.router = router;
        this.dispatcher = dispatcher;
        this.attemptEnd = attemptEnd;
        this.running = running;
        this.pool = pool;
        this.scope = scope;
        this.chunks = chunks;
        this.inFlight = inFlight;
        this.gate = gate;
        this.stages = stages;
        this.statistics = statistics;
    }

    /** The result for a caller that waits for the routing. */
    public enum Handed {
        /** The job was dispatched, or decided at once. */
        DISPATCHED,
        /** No job could be created. */
        FAILED
    }

    /**
     * Hands the row to the pool, which routes it and runs its job; if its processor takes many rows at once, with others,
     * at the latest after a moment ({@link #submitChunks}).
     */
    public void submit(ClaimedRow row) {
        safely(row, () -> {
            Attempt attempt = attempt(row);
            if (!chunks.gather(attempt)) {
                submit(attempt, () -> route(attempt, job -> dispatcher.run(attempt, job)));
            }
        });
    }

    /** Hands chunks of rows to the pool that have waited long enough for more. */
    public void submitChunks() {
        chunks.submitDue();
    }

    /** The time until {@link #submitChunks} has something to do, capped at this duration. */
    public Duration untilChunk(Duration longest) {
        return chunks.untilDue(longest);
    }

    private void submit(Attempt attempt, Runnable work) {
        pool.submit(new QueuedRow(attempt, false, any -> begin(attempt, work), attemptEnd::released));
    }

    private void safely(ClaimedRow row, Runnable submission) {
        try {
            submission.run();
        } catch (RuntimeException | Error e) {
            // for example out of memory; the rows behind it must still be handed on
            attemptEnd.released(row.ref());
        }
    }

    @Override
    public void fail(ClaimedRow row, Throwable error) {
        safely(row, () -> {
            Attempt attempt = attempt(row);
            submit(attempt, () -> attemptEnd.threw(attempt, error));
        });
    }

    /**
     * Routes the row on this thread, and hands its job to the pool; if its processor takes many rows at once, with others,
     * at the latest after a moment or by {@link #submitByHand}.
     */
    public Handed routeNow(ClaimedRow row) {
        Attempt attempt = attempt(row);
        return chunks.routeNow(attempt).orElseGet(() -> routeNow(attempt));
    }

    /** Hands all chunks of {@link #routeNow} to the pool, at the end of a call of {@code runOnce}. */
    public void submitByHand() {
        chunks.submitByHand();
    }

    private Handed routeNow(Attempt claimed) {
        Handed[] handed = {Handed.FAILED};
        scope.runOnCallers(
                claimed,
                () -> handed[0] = route(
                        claimed,
                        job -> pool.submit(new QueuedRow(
                                claimed,
                                true,
                                attempt -> begin(attempt, () -> dispatcher.run(attempt, job)),
                                attemptEnd::released))),
                e -> attemptEnd.threw(claimed, e));
        return handed[0];
    }

    /** Gives all rows that wait in the pool back, for any node to claim. */
    public void giveBackAll() {
        chunks.giveBackGathered();
        giveBack(queued -> true);
    }

    /** Gives the chosen rows that wait in the pool back, for any node to claim. Returns their number. */
    public int giveBack(Predicate<Queued> chosen) {
        int count = 0;
        for (Runnable task : pool.withdraw(task -> task instanceof Queued queued && chosen.test(queued))) {
            count += ((Queued) task).giveBack();
        }
        return count;
    }

    /** Returns rows whose stages have completed to the pool, for their outcomes. */
    public void resumeCompleted() {
        PendingStage next;
        while ((next = stages.poll()) != null) {
            PendingStage stage = next;
            running.completed(stage.row());
            pool.resume(() -> inContext(stage.attempt(), () -> dispatcher.finish(stage)));
        }
    }

    /**
     * Begins a row. If its lease may have expired while it waited, or the node accepts no work, the row is given back:
     * another node may already have it, and a stopping or suspended node should not begin anything.
     */
    private void begin(Attempt attempt, Runnable work) {
        if (gate.isOpen() && inFlight.isHeld(attempt.row().ref())) {
            statistics.begins(attempt);
            running.run(attempt, () -> inContext(attempt, work));
        } else {
            attemptEnd.released(attempt);
            LOG.debug("{0} is given back, not having begun", attempt.row().ref());
        }
    }

    private void inContext(Attempt attempt, Runnable work) {
        scope.run(attempt, work, e -> attemptEnd.threw(attempt, e));
    }

    private Handed route(Attempt attempt, Consumer<Job> next) {
        Routed routed;
        try {
            routed = scope.route(attempt, () -> router.route(attempt.record()));
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

    /** Creates the attempt of a row, with the row as user code sees it. */
    public Attempt attempt(ClaimedRow row) {
        return new Attempt(row, records.of(row));
    }
}
