package io.claimdispatch.internal.upkeep;

import static io.claimdispatch.internal.common.MaintenanceTask.MaintenanceThread.BATCH;
import static io.claimdispatch.internal.common.MaintenanceTask.MaintenanceThread.DISCOVERY;
import static io.claimdispatch.internal.common.MaintenanceTask.MaintenanceThread.RESCUE;
import static io.claimdispatch.internal.common.MaintenanceTask.MaintenanceThread.WATCH;

import io.claimdispatch.internal.batch.BatchExecutions;
import io.claimdispatch.internal.claim.DueSignal;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.MaintenanceTask;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.dispatch.AdmissionGate;
import io.claimdispatch.internal.dispatch.RowPipeline;
import io.claimdispatch.internal.dispatch.TaskPool;
import io.claimdispatch.internal.route.ProcessorRegistry;
import io.claimdispatch.internal.watchdog.CallWatchdog;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * The maintenance tasks that only call another class. A task with more to do is a class that implements {@link
 * MaintenanceTask}.
 */
@Component
@Dependent
public class MaintenanceTasks {

    private final List<MaintenanceTask> all;

    @Inject
    MaintenanceTasks(
            TaskPool pool,
            RowPipeline pipeline,
            BatchExecutions batches,
            AdmissionGate gate,
            ProcessorRegistry processors,
            DueSignal signal,
            CallWatchdog watchdog,
            Timings timings) {
        all = List.of(
                // asks the executor again for threads that it refused
                task("start waiting tasks", WATCH, Timings::soon, () -> {
                    pool.nudge();
                    pool.replaceLost(timings.lostTask());
                }),
                // coordinators do this in time, unless all of them wait for the database
                task("hand on chunks of rows", WATCH, Timings::chunkInterval, pipeline::submitChunks),
                // also without executions, so that one that starts meanwhile is polled soon
                task("ask about batch executions", BATCH, Timings::firstBatchLook, () -> batches.look(gate.isOpen())),
                // neither the publisher nor a coordinator asks, since this is user code and may hang
                whileClaiming("ask about published types", DISCOVERY, Timings::publishedTypeInterval, () -> {
                    if (processors.askAboutPublished()) {
                        signal.due();
                    }
                }),
                task("look for database calls that hang", RESCUE, Timings::soon, watchdog::abortHungDatabaseCalls),
                task(
                        "look for calls of foreign code that hang",
                        WATCH,
                        Timings::soon,
                        watchdog::reportHungForeignCalls));
    }

    /** All tasks, of any thread. */
    public List<MaintenanceTask> all() {
        return all;
    }

    private static MaintenanceTask task(
            String doing,
            MaintenanceTask.MaintenanceThread thread,
            Function<Timings, Duration> interval,
            Runnable round) {
        return new Row(doing, thread, interval, false, round);
    }

    private static MaintenanceTask whileClaiming(
            String doing,
            MaintenanceTask.MaintenanceThread thread,
            Function<Timings, Duration> interval,
            Runnable round) {
        return new Row(doing, thread, interval, true, round);
    }

    private record Row(
            String doing,
            MaintenanceThread thread,
            Function<Timings, Duration> every,
            boolean onlyWhileClaiming,
            Runnable round)
            implements MaintenanceTask {

        @Override
        public Duration interval(Timings timings) {
            return every.apply(timings);
        }

        @Override
        public void run() {
            round.run();
        }
    }
}
