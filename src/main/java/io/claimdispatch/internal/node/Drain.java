package io.claimdispatch.internal.node;

import io.claimdispatch.internal.batch.BatchExecutions;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.Problems;
import io.claimdispatch.internal.complete.FinishedWork;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.dispatch.Interruption;
import io.claimdispatch.internal.dispatch.RowPipeline;
import io.claimdispatch.internal.dispatch.RunningRow;
import io.claimdispatch.internal.dispatch.RunningRows;
import io.claimdispatch.internal.dispatch.TaskPool;
import io.claimdispatch.internal.store.ClaimRef;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Empties this node of work before it goes, so that others need not wait for the ends of its leases. */
@Component
class Drain {

    private static final Log LOG = Log.of(Drain.class);

    /** For tasks to end after they were interrupted, and stages after they were cancelled. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Settings settings;
    private final TaskPool pool;
    private final RunningRows running;
    private final FinishedWork finished;
    private final RowPipeline pipeline;
    private final BatchExecutions batches;

    @Inject
    Drain(
            Settings settings,
            TaskPool pool,
            RunningRows running,
            FinishedWork finished,
            RowPipeline pipeline,
            BatchExecutions batches) {
        this.batches = batches;
        this.settings = settings;
        this.pool = pool;
        this.running = running;
        this.finished = finished;
        this.pipeline = pipeline;
    }

    /**
     * Gives back what has not begun, and lets running tasks end as long as the setting {@code claim-dispatch.drain} says.
     * Those that do not are interrupted, and given back if they end then. Needs the loop to be running, which stores it all.
     */
    void empty() {
        pipeline.giveBackAll();
        await(settings.drain(), () -> isIdle() && finished.isEmpty() && batches.isEmpty());
        running.all().forEach(row -> row.interrupt(new Interruption.Drained()));
        await(GRACE, this::isIdle);
        batches.stopAll(settings.drain());
    }

    /** A row whose stage has completed has no place any more if the executor refuses it a thread, but no outcome either. */
    private boolean isIdle() {
        return pool.running() == 0 && !pool.hasResumed();
    }

    /** What has come in until the loop ended; its leases are not renewed any more. */
    void last() {
        pipeline.giveBackAll();
        // a thread may have taken a row a moment before, and be about to give it back
        pool.runResumedIfRefused();
        await(GRACE, () -> pool.running() <= running.all().size() && !pool.hasResumed());
        pool.runResumed();
    }

    /** Says what could not be ended. */
    void report() {
        for (RunningRow row : running.all()) {
            ClaimRef ref = row.attempt().row().ref();
            RuntimeException problem =
                    Problems.taskLeftBehind(ref.toString(), row.attempt().row().type(), row.where());
            problem.setStackTrace(row.stack());
            LOG.log(Level.WARNING, problem.getMessage(), problem);
        }
    }

    private static void await(Duration longest, BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean() && System.nanoTime() - begin < longest.toNanos()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }
}
