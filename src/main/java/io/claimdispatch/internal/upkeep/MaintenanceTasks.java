package io.claimdispatch.internal.upkeep;

import static io.claimdispatch.internal.common.MaintenanceTask.MaintenanceThread.BATCH;
import static io.claimdispatch.internal.common.MaintenanceTask.MaintenanceThread.DISCOVERY;
import static io.claimdispatch.internal.common.MaintenanceTask.MaintenanceThread.RESCUE;
import static io.claimdispatch.internal.common.MaintenanceTask.MaintenanceThread.WATCH;

import io.claimdispatch.internal.batch.BatchExecutions;
import io.claimdispatch.internal.claim.DueSignal;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.MaintenanceTask;
import io.claimdispatch.internal.dispatch.AdmissionGate;
import io.claimdispatch.internal.dispatch.TaskPool;
import io.claimdispatch.internal.route.ProcessorRegistry;
import io.claimdispatch.internal.watchdog.CallWatchdog;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;

/** The maintenance that is a call of another class. What has more to do is a class that implements {@link MaintenanceTask}. */
@Component
public class MaintenanceTasks {

    /** From taking a task to beginning it. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** The first row of a type waits for the answer; most rounds look into an empty set. */
    private static final Duration OFTEN = Duration.ofMillis(50);

    private final List<MaintenanceTask> all;

    @Inject
    MaintenanceTasks(
            TaskPool pool,
            BatchExecutions batches,
            AdmissionGate gate,
            ProcessorRegistry processors,
            DueSignal signal,
            CallWatchdog watchdog) {
        all = List.of(
                // asks the executor again for threads that it has refused
                task("start waiting tasks", WATCH, MaintenanceTask.SOON, () -> {
                    pool.nudge();
                    pool.replaceLost(PATIENCE);
                }),
                // also while there is none: one that starts meanwhile is asked about soon
                task(
                        "ask about batch executions",
                        BATCH,
                        BatchExecutions.FIRST_LOOK,
                        () -> batches.look(gate.isOpen())),
                // neither the publisher nor a coordinator asks: it is the user's code, and may hang
                whileClaiming("ask about published types", DISCOVERY, OFTEN, () -> {
                    if (processors.askAboutPublished()) {
                        signal.due();
                    }
                }),
                task(
                        "look for database calls that hang",
                        RESCUE,
                        MaintenanceTask.SOON,
                        watchdog::abortHungDatabaseCalls),
                task(
                        "look for calls of foreign code that hang",
                        WATCH,
                        MaintenanceTask.SOON,
                        watchdog::reportHungForeignCalls));
    }

    /** All of them, on whatever thread. */
    public List<MaintenanceTask> all() {
        return all;
    }

    private static MaintenanceTask task(
            String doing, MaintenanceTask.MaintenanceThread thread, Duration interval, Runnable round) {
        return new Row(doing, thread, interval, false, round);
    }

    private static MaintenanceTask whileClaiming(
            String doing, MaintenanceTask.MaintenanceThread thread, Duration interval, Runnable round) {
        return new Row(doing, thread, interval, true, round);
    }

    private record Row(
            String doing, MaintenanceThread thread, Duration interval, boolean onlyWhileClaiming, Runnable round)
            implements MaintenanceTask {

        @Override
        public void run() {
            round.run();
        }
    }
}
