package io.claimdispatch.internal.upkeep;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.MaintenanceTask;
import io.claimdispatch.internal.dispatch.RunningRow;
import io.claimdispatch.internal.dispatch.RunningRows;
import io.claimdispatch.internal.dispatch.TaskPool;
import io.claimdispatch.internal.watchdog.Call;
import io.claimdispatch.internal.watchdog.CallWatchdog;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * Cancels the stages of rows that are interrupted: by their time limit, an undeployment or a suspension. What depends on a stage
 * runs on the thread that cancels it, and may hang, so this has a thread to itself. It also gives rows their outcomes whose stages
 * have completed while the executor takes nothing.
 */
@Component
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
    public Duration interval() {
        return Duration.ofMillis(100);
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
            // a stage need not be one that can be cancelled: it is waited for, and shown as stuck
            LOG.log(
                    Level.INFO,
                    "the stage of " + row.attempt().row().ref() + " cannot be cancelled, and is waited for",
                    e);
        }
    }
}
