package io.claimdispatch.internal.node;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.MaintenanceTask;
import io.claimdispatch.internal.common.Outage;
import io.claimdispatch.internal.store.transaction.TaskTransactions;
import io.claimdispatch.internal.upkeep.MaintenanceTasks;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Does the {@link MaintenanceTask}s of one thread, each at its interval. There are several such threads, so that a database that
 * hangs can stop neither the timer nor the work in memory.
 */
@Component
class MaintenanceLoop {

    /** What it needs to know of the node that it belongs to. */
    interface NodeState {

        /** Until then it goes on. */
        boolean isRunning();

        /** Some tasks rest while nothing is claimed. */
        boolean isClaiming();
    }

    private static final Log LOG = Log.of(MaintenanceLoop.class);

    private static final long SHORT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Semaphore woken = new Semaphore(0);
    private final Instance<MaintenanceTask> beans;
    private final List<MaintenanceTask> table;
    private final Runnable afterEach;

    @Inject
    MaintenanceLoop(Instance<MaintenanceTask> beans, MaintenanceTasks table, TaskTransactions transactions) {
        this(beans, table.all(), transactions::reset);
    }

    /**
     * Beans and others.
     *
     * @param afterEach undoes what code of the application has left on the thread; never throws
     */
    MaintenanceLoop(Instance<MaintenanceTask> beans, List<MaintenanceTask> table, Runnable afterEach) {
        this.beans = beans;
        this.table = table;
        this.afterEach = afterEach;
    }

    /** Ends when the node does. */
    void run(MaintenanceTask.MaintenanceThread thread, NodeState node) {
        List<Planned> planned = List.of();
        Outage planning = new Outage();
        while (node.isRunning()) {
            try {
                if (planned.isEmpty()) {
                    planned = plan(thread, planning);
                }
                long next = System.nanoTime() + MaintenanceTask.SOON.toNanos();
                for (Planned each : planned) {
                    each.runIfDue(node);
                    next = Math.min(next - each.at, 0) + each.at;
                }
                if (woken.tryAcquire(Math.max(0, next - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                    // for the other threads: only the end of the loop wakes
                    woken.release();
                }
            } catch (InterruptedException e) {
                // without these threads every lease of the node would end: only the loop's end ends them
            } catch (Throwable e) {
                // an error while an error was told, for example of a full heap: there is nothing here that could fail
                // again
                LockSupport.parkNanos(SHORT_NANOS);
            }
        }
    }

    /** The tasks of a thread; none of them if the server cannot make them all, which a later try may show it can. */
    private List<Planned> plan(MaintenanceTask.MaintenanceThread thread, Outage outage) {
        try {
            List<MaintenanceTask> all = new ArrayList<>(table);
            for (MaintenanceTask bean : beans) {
                all.add(bean);
            }
            List<Planned> planned = all.stream()
                    .filter(task -> task.thread() == thread)
                    .map(Planned::new)
                    .toList();
            if (outage.ends()) {
                LOG.log(Level.INFO, "the tasks of {0} have been made", thread);
            }
            return planned;
        } catch (Throwable e) {
            LOG.log(outage.failed(), "could not make the tasks of " + thread + "; trying again until it works", e);
            return List.of();
        }
    }

    /** Ends all waits, once the loop does not run any more. */
    void wake() {
        woken.release();
    }

    /** Before a start. */
    void rest() {
        woken.drainPermits();
    }

    private final class Planned {

        private final MaintenanceTask task;
        private final Outage outage = new Outage();
        private long at = System.nanoTime();

        Planned(MaintenanceTask task) {
            this.task = task;
        }

        void runIfDue(NodeState node) {
            if (at - System.nanoTime() <= 0) {
                boolean well = task.onlyWhileClaiming() && !node.isClaiming() || safely();
                Duration pause = well ? task.interval() : MaintenanceTask.SOON;
                at = System.nanoTime() + pause.toNanos();
            }
        }

        /** Whether it worked. Whatever is thrown is caught: a user's class that fails to load must not end the heartbeat. */
        private boolean safely() {
            try {
                task.run();
                if (outage.ends()) {
                    LOG.log(Level.INFO, "can {0} again", task.doing());
                }
                return true;
            } catch (Throwable e) {
                LOG.log(outage.failed(), "could not " + task.doing() + "; trying again until it works", e);
                return false;
            } finally {
                afterEach.run();
            }
        }
    }
}
