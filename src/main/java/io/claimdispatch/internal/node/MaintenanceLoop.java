package io.claimdispatch.internal.node;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.MaintenanceTask;
import io.claimdispatch.internal.common.Outage;
import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.common.problem.NodeNotices;
import io.claimdispatch.internal.store.transaction.TaskTransactions;
import io.claimdispatch.internal.upkeep.MaintenanceTasks;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Runs the {@link MaintenanceTask}s of one thread, each at its interval. There are several such threads, so that a
 * hanging database stops neither the timer nor the work in memory.
 */
@Component
@Dependent
class MaintenanceLoop {

    /** The state of the node that it belongs to. */
    interface NodeState {

        /** Whether the node runs; maintenance ends when it does not. */
        boolean isRunning();

        /** Whether the node claims; some tasks are skipped while it does not. */
        boolean isClaiming();
    }

    private static final Log LOG = Log.of(MaintenanceLoop.class);

    private final Semaphore woken = new Semaphore(0);
    private final Instance<MaintenanceTask> beans;
    private final List<MaintenanceTask> table;
    private final Runnable afterEach;
    private final Ticker ticker;
    private final Timings timings;

    @Inject
    MaintenanceLoop(
            Instance<MaintenanceTask> beans,
            MaintenanceTasks table,
            TaskTransactions transactions,
            Ticker ticker,
            Timings timings) {
        this(beans, table.all(), transactions::reset, ticker, timings);
    }

    /**
     * Creates a loop of bean tasks and other tasks.
     *
     * @param afterEach resets what the application's code has left on the thread; never throws
     */
    MaintenanceLoop(
            Instance<MaintenanceTask> beans,
            List<MaintenanceTask> table,
            Runnable afterEach,
            Ticker ticker,
            Timings timings) {
        this.beans = beans;
        this.table = table;
        this.afterEach = afterEach;
        this.ticker = ticker;
        this.timings = timings;
    }

    /** Runs the tasks of a thread until the node ends. */
    void run(MaintenanceTask.MaintenanceThread thread, NodeState node) {
        List<Planned> planned = List.of();
        Outage planning = new Outage();
        while (node.isRunning()) {
            try {
                if (planned.isEmpty()) {
                    planned = plan(thread, planning);
                }
                long next = ticker.nanoTime() + timings.soon().toNanos();
                for (Planned each : planned) {
                    each.runIfDue(node);
                    next = Math.min(next - each.at, 0) + each.at;
                }
                if (woken.tryAcquire(Math.max(0, next - ticker.nanoTime()), TimeUnit.NANOSECONDS)) {
                    // pass it on to the other threads: only the end of the loop wakes them
                    woken.release();
                }
            } catch (InterruptedException e) {
                // without these threads all leases of the node would expire, so only the end of the loop ends them
            } catch (Throwable e) {
                // an error while an error was logged, for example out of memory: nothing here can fail again
                ticker.backOff(timings.shortestBackOff());
            }
        }
        planned.forEach(Planned::nodeStopped);
    }

    /**
     * Plans the tasks of a thread; returns none if the server cannot create them all, so that a later try can succeed.
     */
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
                LOG.log(NodeNotices.maintenancePlanned(thread));
            }
            return planned;
        } catch (Throwable e) {
            LOG.log(outage.failed(), NodeNotices.maintenanceNotPlanned(thread, e));
            return List.of();
        }
    }

    /** Ends all waits after the loop has ended. */
    void wake() {
        woken.release();
    }

    /** Call this before a start. */
    void rest() {
        woken.drainPermits();
    }

    private final class Planned {

        private final MaintenanceTask task;
        private final Outage outage = new Outage();
        private long at = ticker.nanoTime();

        Planned(MaintenanceTask task) {
            this.task = task;
        }

        void runIfDue(NodeState node) {
            if (at - ticker.nanoTime() <= 0) {
                boolean well = task.onlyWhileClaiming() && !node.isClaiming() || safely();
                Duration wait = well ? task.interval(timings) : timings.soon();
                at = ticker.nanoTime() + wait.toNanos();
            }
        }

        /** The node has stopped: nothing is tried again. */
        void nodeStopped() {
            try {
                task.nodeStopped();
            } catch (Throwable e) {
                LOG.log(NodeNotices.maintenanceFailed(task.doing(), e));
            } finally {
                afterEach.run();
            }
        }

        /**
         * Runs the task; returns whether it worked. Catches everything: a user's class that fails to load must not end
         * the heartbeat.
         */
        private boolean safely() {
            try {
                task.run();
                if (outage.ends()) {
                    LOG.log(NodeNotices.maintenanceWorks(task.doing()));
                }
                return true;
            } catch (Throwable e) {
                LOG.log(outage.failed(), NodeNotices.maintenanceFailed(task.doing(), e));
                return false;
            } finally {
                afterEach.run();
            }
        }
    }
}
