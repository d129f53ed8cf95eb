package io.claimdispatch.internal.node;

import io.claimdispatch.internal.batch.BatchExecutions;
import io.claimdispatch.internal.claim.DueSignal;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.MaintenanceTask;
import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.common.problem.NodeNotices;
import io.claimdispatch.internal.common.problem.NodeProblems;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.dispatch.AdmissionGate;
import io.claimdispatch.internal.dispatch.Interruption;
import io.claimdispatch.internal.dispatch.RowPipeline;
import io.claimdispatch.internal.dispatch.RunningRow;
import io.claimdispatch.internal.dispatch.RunningRows;
import io.claimdispatch.internal.node.SuspensionSource.Report;
import io.claimdispatch.internal.route.PausedTypes;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Decides whether the server is suspended, by the first of its sources that knows. While it is suspended, nothing is
 * claimed and nothing begins, and rows that wait for a thread are given back. Running work has {@code
 * claim-dispatch.drain} to end; then it is interrupted, so that other nodes can run the rows: a suspended server should
 * be idle. Outcomes are stored.
 */
@Component
@Dependent
class Suspension implements MaintenanceTask {

    private static final Log LOG = Log.of(Suspension.class);

    private final List<SuspensionSource> sources;
    private final Duration drain;
    private final Ticker ticker;
    private final Timings timings;
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
            Ticker ticker,
            Timings timings,
            AdmissionGate gate,
            PausedTypes paused,
            DueSignal signal,
            RunningRows running,
            RowPipeline pipeline,
            BatchExecutions batches) {
        this(
                // the server's own report decides; missing ticks of its timer may have other causes
                List.of(server, timer),
                settings.drain(),
                ticker,
                timings,
                gate,
                paused,
                signal,
                running,
                pipeline::giveBackAll,
                batches::stopAsLongAs);
    }

    /**
     * Creates a suspension with other sources.
     *
     * @param sources the sources, the most reliable first
     * @param giveBack gives back the rows that wait for a thread
     * @param stopBatches asks batch executions to stop while it is true
     */
    Suspension(
            List<SuspensionSource> sources,
            Duration drain,
            Ticker ticker,
            Timings timings,
            AdmissionGate gate,
            PausedTypes paused,
            DueSignal signal,
            RunningRows running,
            Runnable giveBack,
            Consumer<Boolean> stopBatches) {
        this.sources = sources;
        this.drain = drain;
        this.ticker = ticker;
        this.timings = timings;
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
    public Duration interval(Timings timings) {
        return timings.suspensionInterval();
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
            // every time, since a coordinator may have been in the middle of a claim
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
            LOG.log(NodeNotices.serverSuspended());
        } else {
            LOG.log(Level.WARNING, NodeProblems.timerSilent(timings.timerSilence()));
        }
    }

    private void resume() {
        // pauses have not been read meanwhile
        paused.forget();
        gate.suspended(false);
        LOG.log(NodeNotices.serverResumed());
        signal.due();
    }

    private void limit() {
        long now = ticker.nanoTime();
        if (!certain) {
            certain = true;
            told = false;
            since = now;
        }
        if (now - since >= drain.toNanos()) {
            end();
        }
    }

    /** Interrupts running work; every time, since a row may have begun just before the suspension was detected. */
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
            LOG.log(NodeNotices.suspensionLimit(drain, tasks));
        }
    }
}
