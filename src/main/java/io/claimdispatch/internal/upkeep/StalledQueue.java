package io.claimdispatch.internal.upkeep;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.MaintenanceTask;
import io.claimdispatch.internal.common.problem.TaskNotices;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.dispatch.RowPipeline;
import io.claimdispatch.internal.dispatch.RunningRow;
import io.claimdispatch.internal.dispatch.RunningRows;
import io.claimdispatch.internal.dispatch.TaskPool;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/**
 * Gives back rows that were claimed while jobs were quick and now wait behind slow ones: heartbeats would keep them
 * from other nodes for as long as those run. It acts once no row has begun for a third of the lease. Rows claimed by
 * {@code runOnce} stay, as its caller was told that they run here, unless nothing can run: every thread is stuck, or
 * the executor provides none. The window then has no room, so nothing is claimed in their place.
 */
@Component
@Dependent
class StalledQueue implements MaintenanceTask {

    private static final Log LOG = Log.of(StalledQueue.class);

    private final Settings settings;
    private final TaskPool pool;
    private final RunningRows running;
    private final RowPipeline pipeline;

    @Inject
    StalledQueue(Settings settings, TaskPool pool, RunningRows running, RowPipeline pipeline) {
        this.settings = settings;
        this.pool = pool;
        this.running = running;
        this.pipeline = pipeline;
    }

    @Override
    public String doing() {
        return "give back rows that wait for too long";
    }

    @Override
    public MaintenanceThread thread() {
        return MaintenanceThread.WATCH;
    }

    @Override
    public void run() {
        if (pool.isStalled(settings.lease().dividedBy(3))) {
            boolean nothingRuns = running.all().stream().allMatch(RunningRow::isStuck);
            int count = pipeline.giveBack(row -> nothingRuns || !row.byHand());
            if (count > 0) {
                LOG.log(TaskNotices.noFreeThread(count));
            }
        }
    }
}
