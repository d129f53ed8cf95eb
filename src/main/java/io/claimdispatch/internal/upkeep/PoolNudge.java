package io.claimdispatch.internal.upkeep;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.MaintenanceTask;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.dispatch.TaskPool;
import jakarta.inject.Inject;

/** Asks the executor again for threads that it has refused. */
@Component
class PoolNudge implements MaintenanceTask {

    private final TaskPool pool;
    private final Timings timings;

    @Inject
    PoolNudge(TaskPool pool, Timings timings) {
        this.timings = timings;
        this.pool = pool;
    }

    @Override
    public String doing() {
        return "start waiting tasks";
    }

    @Override
    public MaintenanceThread thread() {
        return MaintenanceThread.WATCH;
    }

    @Override
    public void run() {
        pool.nudge();
        pool.replaceLost(timings.lostTask());
    }
}
