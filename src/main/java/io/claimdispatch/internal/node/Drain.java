package io.claimdispatch.internal.node;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.batch.BatchExecutions;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.common.problem.NodeProblems;
import io.claimdispatch.internal.complete.FinishedWork;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.dispatch.Interruption;
import io.claimdispatch.internal.dispatch.RowPipeline;
import io.claimdispatch.internal.dispatch.RunningRow;
import io.claimdispatch.internal.dispatch.RunningRows;
import io.claimdispatch.internal.dispatch.TaskPool;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;

/** Drains this node before it stops, so that other nodes need not wait for its leases to expire. */
@Component
@Dependent
class Drain {

    private static final Log LOG = Log.of(Drain.class);

    private final Settings settings;
    private final TaskPool pool;
    private final RunningRows running;
    private final FinishedWork finished;
    private final RowPipeline pipeline;
    private final BatchExecutions batches;
    private final Ticker ticker;
    private final Timings timings;

    @Inject
    Drain(
            Settings settings,
            TaskPool pool,
            RunningRows running,
            FinishedWork finished,
            RowPipeline pipeline,
            BatchExecutions batches,
            Ticker ticker,
            Timings timings) {
        this.batches = batches;
        this.ticker = ticker;
        this.timings = timings;
        this.settings = settings;
        this.pool = pool;
        this.running = running;
        this.finished = finished;
        this.pipeline = pipeline;
    }

    /**
     * Gives back rows that have not begun, and lets running tasks end within {@code claim-dispatch.drain}. Then
     * interrupts the others, and gives them back if they end. The loop must be running, since it stores the outcomes.
     */
    void empty() {
        pipeline.giveBackAll();
        ticker.await(settings.drain(), () -> isIdle() && finished.isEmpty() && batches.isEmpty());
        running.all().forEach(row -> row.interrupt(new Interruption.Drained()));
        ticker.await(timings.grace(), this::isIdle);
        batches.stopAll(settings.drain());
    }

    /**
     * Whether no row runs. A row whose stage has completed, but which the executor refuses a thread, holds no place and
     * has no outcome yet.
     */
    private boolean isIdle() {
        return pool.running() == 0 && !pool.hasResumed();
    }

    /** Gives back rows that came in until the loop ended; their leases are no longer renewed. */
    void last() {
        pipeline.giveBackAll();
        // a thread may have just taken a row, and be about to give it back
        pool.runResumedIfRefused();
        ticker.await(timings.grace(), () -> pool.running() <= running.all().size() && !pool.hasResumed());
        pool.runResumed();
    }

    /** Logs the tasks that could not be ended. */
    void report() {
        for (RunningRow row : running.all()) {
            ClaimDispatchException problem =
                    NodeProblems.taskLeftBehind(row.name(), row.attempt().row().type(), row.where());
            problem.setStackTrace(row.stack());
            LOG.log(Level.WARNING, problem, problem);
        }
    }
}
