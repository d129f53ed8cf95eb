package io.claimdispatch.internal.claim;

import io.claimdispatch.internal.complete.BatchExecutions;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.dispatch.TaskPool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * What is done at intervals: heartbeats, rows of dead nodes, unknown types, and the ends of batch executions. On a thread
 * of its own, so that a database that hangs can stop neither the timer nor the coordinators' work in memory.
 */
@ApplicationScoped
class Housekeeping {

    private static final Logger LOG = System.getLogger(Housekeeping.class.getName());
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Semaphore woken = new Semaphore(0);
    private Settings settings;
    private Heartbeat heartbeat;
    private LeaseRecovery recovery;
    private TypeDiscovery discovery;
    private BatchExecutions batches;
    private TaskPool pool;

    /** For the proxy. */
    @SuppressWarnings("NullAway.Init")
    Housekeeping() {}

    @Inject
    Housekeeping(
            Settings settings,
            Heartbeat heartbeat,
            LeaseRecovery recovery,
            TypeDiscovery discovery,
            BatchExecutions batches,
            TaskPool pool) {
        this.settings = settings;
        this.heartbeat = heartbeat;
        this.recovery = recovery;
        this.discovery = discovery;
        this.batches = batches;
        this.pool = pool;
    }

    /** Ends when the loop does. */
    void run(ClaimLoop loop) {
        long nextHeartbeat = System.nanoTime();
        long nextRound = System.nanoTime();
        while (loop.isRunning()) {
            try {
                if (nextHeartbeat - System.nanoTime() <= 0) {
                    boolean renewed = safely("renew the leases", heartbeat::beat);
                    nextHeartbeat =
                            System.nanoTime() + (renewed ? settings.lease().toNanos() / 3 : INTERVAL.toNanos());
                }
                if (nextRound - System.nanoTime() <= 0) {
                    nextRound = System.nanoTime() + INTERVAL.toNanos();
                    safely("start waiting tasks", pool::nudge);
                    if (loop.isClaiming()) {
                        safely("look for unknown types", discovery::discover);
                        safely("take back rows of dead nodes", recovery::recover);
                    }
                }
                safely("ask about batch executions", batches::look);
                Duration longest = batches.isEmpty() ? INTERVAL : BatchExecutions.FIRST_LOOK;
                woken.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS);
                woken.drainPermits();
            } catch (InterruptedException e) {
                // without this thread every lease of the node would end: only the loop's end ends it
                LOG.log(Level.DEBUG, "interrupted while the loop is running", e);
            }
        }
    }

    /** Ends a wait. */
    void wake() {
        woken.release();
    }

    /** Whether it worked. Errors are caught too: a user's class that fails to load must not end the heartbeat. */
    private static boolean safely(String what, Runnable work) {
        try {
            work.run();
            return true;
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "could not " + what + "; trying again soon", e);
            return false;
        }
    }
}
