package io.claimdispatch.internal.upkeep;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.MaintenanceTask;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.common.problem.TaskNotices;
import io.claimdispatch.internal.dispatch.RunningRow;
import io.claimdispatch.internal.dispatch.RunningRows;
import io.claimdispatch.internal.dispatch.TaskPool;
import io.claimdispatch.internal.watchdog.Call;
import io.claimdispatch.internal.watchdog.CallWatchdog;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * Cancels the stages of rows that are interrupted by their time limit, an undeployment or a suspension. Dependent
 * actions of a stage run on the cancelling thread, and may hang, so this has its own thread. It also gives rows their
 * outcomes if their stages have completed while the executor refuses tasks.
 */
@Component
@Dependent
class StageCancellation implements MaintenanceTask {

    private static final Log LOG = Log.of(StageCancellation.class);

    private final RunningRows running;
    private final CallWatchdog watchdog;
    private final TaskPool pool;

    @Inject
    StageCancellation(RunningRows running, CallWatchdog watchdog, TaskPool pool) {
        this.running = running;
        this.watchdog = watchdog;
        this.pool = pool;
    }

    @Override
    public String doing() {
        return "cancel stages that take too long";
    }

    @Override
    public MaintenanceThread thread() {
        return MaintenanceThread.STAGES;
    }

    @Override
    public Duration interval(Timings timings) {
        return timings.stageInterval();
    }

    @Override
    public void run() {
        for (RunningRow row : running.all()) {
            CompletionStage<?> stage = row.toCancel();
            if (stage != null) {
                cancel(row, stage);
            }
        }
        pool.runResumedIfRefused();
    }

    private void cancel(RunningRow row, CompletionStage<?> stage) {
        try (Call call = watchdog.beginForeignCall(
                "cancelling the stage of " + row.attempt().row().ref())) {
            stage.toCompletableFuture().cancel(true);
        } catch (Throwable e) {
            // a stage that cannot be cancelled is waited for, and reported as stuck
            LOG.log(TaskNotices.stageNotCancelled(row.attempt().row().ref(), e));
        }
    }
}
