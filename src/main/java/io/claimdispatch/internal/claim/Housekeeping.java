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
        try {
            while (loop.isRunning()) {
                if (nextHeartbeat - System.nanoTime() <= 0) {
                    nextHeartbeat = System.nanoTime() + settings.lease().toNanos() / 3;
                    safely("renew the leases", heartbeat::beat);
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
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends a wait. */
    void wake() {
        woken.release();
    }

    private static void safely(String what, Runnable work) {
        try {
            work.run();
        } catch (Throwable e) {
            // an Error too: without this thread no lease is renewed
            LOG.log(Level.WARNING, "could not " + what + "; trying again soon", e);
        }
    }
}
