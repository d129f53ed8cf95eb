package io.claimdispatch.internal.node;

import io.claimdispatch.internal.common.Chore;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.Outage;
import io.claimdispatch.internal.store.transaction.TaskTransactions;
import jakarta.enterprise.context.ApplicationScoped;
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
 * Does the {@link Chore}s of a lane, each at its interval. A thread a lane, so that a database that hangs can stop neither
 * the timer nor the work in memory.
 */
@ApplicationScoped
class Housekeeping {

    private static final Log LOG = Log.of(Housekeeping.class);

    private static final long SHORT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Semaphore woken = new Semaphore(0);
    private Instance<Chore> chores;
    private Runnable afterEach;

    /** For the proxy. */
    @SuppressWarnings("NullAway.Init")
    Housekeeping() {}

    @Inject
    Housekeeping(Instance<Chore> chores, TaskTransactions transactions) {
        this(chores, transactions::reset);
    }

    /**
     * Chores.
     *
     * @param afterEach undoes what code of the application has left on the thread; never throws
     */
    Housekeeping(Instance<Chore> chores, Runnable afterEach) {
        this.chores = chores;
        this.afterEach = afterEach;
    }

    /** Ends when the loop does. */
    void run(Chore.Lane lane, ClaimLoop loop) {
        List<Planned> planned = List.of();
        Outage planning = new Outage();
        while (loop.isRunning()) {
            try {
                if (planned.isEmpty()) {
                    planned = plan(lane, planning);
                }
                long next = System.nanoTime() + Chore.SOON.toNanos();
                for (Planned each : planned) {
                    each.runIfDue(loop);
                    next = Math.min(next - each.at, 0) + each.at;
                }
                if (woken.tryAcquire(Math.max(0, next - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                    // for the other lanes: only the end of the loop wakes
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

    /** The chores of a lane; none of them if the server cannot make them all, which a later try may show it can. */
    private List<Planned> plan(Chore.Lane lane, Outage outage) {
        try {
            List<Planned> planned = new ArrayList<>();
            for (Chore chore : chores) {
                if (chore.lane() == lane) {
                    planned.add(new Planned(chore));
                }
            }
            if (outage.ends()) {
                LOG.log(Level.INFO, "the chores of {0} have been made", lane);
            }
            return planned;
        } catch (Throwable e) {
            LOG.log(outage.failed(), "could not make the chores of " + lane + "; trying again until it works", e);
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

        private final Chore chore;
        private final Outage outage = new Outage();
        private long at = System.nanoTime();

        Planned(Chore chore) {
            this.chore = chore;
        }

        void runIfDue(ClaimLoop loop) {
            if (at - System.nanoTime() <= 0) {
                boolean well = chore.onlyWhileClaiming() && !loop.isClaiming() || safely();
                Duration pause = well ? chore.interval() : Chore.SOON;
                at = System.nanoTime() + pause.toNanos();
            }
        }

        /** Whether it worked. Whatever is thrown is caught: a user's class that fails to load must not end the heartbeat. */
        private boolean safely() {
            try {
                chore.run();
                if (outage.ends()) {
                    LOG.log(Level.INFO, "can {0} again", chore.doing());
                }
                return true;
            } catch (Throwable e) {
                LOG.log(outage.failed(), "could not " + chore.doing() + "; trying again until it works", e);
                return false;
            } finally {
                afterEach.run();
            }
        }
    }
}
