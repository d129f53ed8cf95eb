package io.claimdispatch.internal.upkeep;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.MaintenanceTask;
import io.claimdispatch.internal.dispatch.TaskPool;
import jakarta.inject.Inject;
import java.time.Duration;

/** Asks the executor again for threads that it has refused. */
@Component
class PoolNudge implements MaintenanceTask {

    /** From taking a task to beginning it. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final TaskPool pool;

    @Inject
    PoolNudge(TaskPool pool) {
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
        pool.replaceLost(PATIENCE);
    }
}
