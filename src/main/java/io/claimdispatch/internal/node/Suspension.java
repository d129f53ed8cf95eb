package io.claimdispatch.internal.node;

import io.claimdispatch.internal.batch.BatchExecutions;
import io.claimdispatch.internal.claim.DueSignal;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.MaintenanceTask;
import io.claimdispatch.internal.common.Problems;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.dispatch.AdmissionGate;
import io.claimdispatch.internal.dispatch.Interruption;
import io.claimdispatch.internal.dispatch.RowPipeline;
import io.claimdispatch.internal.dispatch.RunningRow;
import io.claimdispatch.internal.dispatch.RunningRows;
import io.claimdispatch.internal.node.SuspensionSource.Report;
import io.claimdispatch.internal.route.PausedTypes;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Decides whether the server is suspended, by the first of its sources that knows. While it is, nothing is claimed and nothing
 * begins, and what waits for a thread is given back. What runs has as long as the setting {@code claim-dispatch.drain} says;
 * then it is interrupted, so that other nodes can have the rows: a suspended server is to be idle. Its outcome is stored.
 */
@Component
class Suspension implements MaintenanceTask {

    private static final Log LOG = Log.of(Suspension.class);

    private final List<SuspensionSource> sources;
    private final Duration drain;
    private final AdmissionGate gate;
    private final PausedTypes paused;
    private final DueSignal signal;
    private final RunningRows running;
    private final Runnable giveBack;
    private final Consumer<Boolean> stopBatches;
    private boolean certain;
    private boolean told;
    private long since;

    @Inject
    Suspension(
            WildFlyState server,
            TimerSilence timer,
            Settings settings,
            AdmissionGate gate,
            PausedTypes paused,
            DueSignal signal,
            RunningRows running,
            RowPipeline pipeline,
            BatchExecutions batches) {
        this(
                // what the server says counts; the silence of its timer may have other reasons
                List.of(server, timer),
                settings.drain(),
                gate,
                paused,
                signal,
                running,
                pipeline::giveBackAll,
                batches::stopAsLongAs);
    }

    /**
     * By other sources.
     *
     * @param sources the one that counts most first
     * @param giveBack gives back the rows that wait for a thread
     * @param stopBatches asks batch executions to stop as long as it is true
     */
    Suspension(
            List<SuspensionSource> sources,
            Duration drain,
            AdmissionGate gate,
            PausedTypes paused,
            DueSignal signal,
            RunningRows running,
            Runnable giveBack,
            Consumer<Boolean> stopBatches) {
        this.sources = sources;
        this.drain = drain;
        this.gate = gate;
        this.paused = paused;
        this.signal = signal;
        this.running = running;
        this.giveBack = giveBack;
        this.stopBatches = stopBatches;
    }

    @Override
    public String doing() {
        return "ask whether the server is suspended";
    }

    @Override
    public MaintenanceThread thread() {
        return MaintenanceThread.WATCH;
    }

    @Override
    public Duration interval() {
        // the question costs about two milliseconds
        return Duration.ofMillis(250);
    }

    @Override
    public void run() {
        Report report = report();
        boolean now = report == Report.SUSPENDED || report == Report.PRESUMABLY_SUSPENDED;
        if (now != gate.isSuspended()) {
            if (now) {
                suspend(report);
            } else {
                resume();
            }
        }
        if (now) {
            // each time: a coordinator may have been in the middle of a claim
            giveBack.run();
        }
        if (report == Report.SUSPENDED) {
            limit();
        } else {
            certain = false;
            stopBatches.accept(false);
        }
    }

    private Report report() {
        for (SuspensionSource source : sources) {
            Report report = source.report();
            if (report != Report.UNKNOWN) {
                return report;
            }
        }
        return Report.UNKNOWN;
    }

    private void suspend(Report report) {
        gate.suspended(true);
        if (report == Report.SUSPENDED) {
            LOG.log(Level.INFO, "the server is suspended: nothing is claimed until it is resumed");
        } else {
            LOG.log(Level.WARNING, Problems.timerSilent(TimerSilence.LONG).getMessage());
        }
    }

    private void resume() {
        // what is paused has not been read meanwhile
        paused.forget();
        gate.suspended(false);
        LOG.log(Level.INFO, "the server runs again: so does claiming");
        signal.due();
    }

    private void limit() {
        long now = System.nanoTime();
        if (!certain) {
            certain = true;
            told = false;
            since = now;
        }
        if (now - since >= drain.toNanos()) {
            end();
        }
    }

    /** Each time: a row may have begun just before it was known that the server is suspended. */
    private void end() {
        int tasks = 0;
        for (RunningRow row : running.all()) {
            if (row.interruption() == null) {
                row.interrupt(new Interruption.Drained());
                tasks++;
            }
        }
        stopBatches.accept(true);
        if (tasks > 0 && !told) {
            told = true;
            LOG.log(
                    Level.INFO,
                    "the server has been suspended for {0}: {1} tasks that still run are interrupted and given back",
                    drain,
                    tasks);
        }
    }
}
