package io.claimdispatch.internal.claim;

import io.claimdispatch.internal.Log;
import io.claimdispatch.internal.Problems;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.dispatch.TaskPool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Looks whether the executor runs as many tasks at once as the settings say. If it does not, rows that wait behind its
 * threads are given back, for other nodes to run, and the claim window becomes smaller ({@link Places}). A difference that
 * lasts is told, once for each number of threads.
 */
@ApplicationScoped
class MissingThreads implements Chore {

    /** From handing a task to the executor to its beginning. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** A server that is starting, or has lost tasks, is given so much time to run more of them. */
    private static final long TOLD_AFTER = TimeUnit.SECONDS.toNanos(10);

    private static final Log LOG = Log.of(MissingThreads.class);

    private final LongSupplier nanoTime;
    private Settings settings;
    private TaskPool pool;
    private GivingBack givingBack;
    private int seen;
    private long since;
    private int told;

    /** For the proxy. */
    @SuppressWarnings("NullAway.Init")
    MissingThreads() {
        this.nanoTime = System::nanoTime;
    }

    @Inject
    MissingThreads(Settings settings, TaskPool pool, GivingBack givingBack) {
        this(settings, pool, givingBack, System::nanoTime);
    }

    MissingThreads(Settings settings, TaskPool pool, GivingBack givingBack, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.settings = settings;
        this.pool = pool;
        this.givingBack = givingBack;
        this.seen = settings.concurrency();
        this.told = seen;
    }

    @Override
    public String doing() {
        return "look whether the executor has enough threads";
    }

    @Override
    public Lane lane() {
        return Lane.WATCH;
    }

    @Override
    public void run() {
        TaskPool.Look look = pool.look(PATIENCE);
        if (look.isShort()) {
            giveBack(look.begun());
        }
        tell(pool.threads());
    }

    /** As many stay as have begun since the last look: those of quick tasks begin soon, however few threads there are. */
    private void giveBack(int staying) {
        int[] passed = {0};
        int count = givingBack.those(row -> !row.byHand() && passed[0]++ >= staying);
        if (count > 0) {
            LOG.log(Level.DEBUG, "{0} claimed rows wait behind too few threads, and are given back", count);
        }
    }

    private void tell(int threads) {
        if (threads != seen) {
            seen = threads;
            since = nanoTime.getAsLong();
        }
        if (seen != told && nanoTime.getAsLong() - since >= TOLD_AFTER) {
            told = seen;
            if (seen < settings.concurrency()) {
                LOG.log(
                        Level.WARNING,
                        Problems.threadsMissing(settings.executor(), settings.concurrency(), seen)
                                .getMessage());
            } else {
                LOG.log(Level.INFO, "the managed executor runs {0} tasks at once again", seen);
            }
        }
    }
}
