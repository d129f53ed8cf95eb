package io.claimdispatch.internal.upkeep;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.MaintenanceTask;
import io.claimdispatch.internal.common.Problems;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.dispatch.RowPipeline;
import io.claimdispatch.internal.dispatch.TaskPool;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Looks whether the executor runs as many tasks at once as the settings say. If it does not, rows that wait behind its
 * threads are given back, for other nodes to run, and the claim window becomes smaller ({@code WorkCapacity}). A difference that
 * lasts is told, once for each number of threads.
 */
@Component
class MissingThreads implements MaintenanceTask {

    /** From handing a task to the executor to its beginning. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** A server that is starting, or has lost tasks, is given so much time to run more of them. */
    private static final Duration TOLD_AFTER = Duration.ofSeconds(10);

    private static final Log LOG = Log.of(MissingThreads.class);

    private final Settings settings;
    private final TaskPool pool;
    private final RowPipeline pipeline;
    private final LastingLack lack;

    @Inject
    MissingThreads(Settings settings, TaskPool pool, RowPipeline pipeline) {
        this.settings = settings;
        this.pool = pool;
        this.pipeline = pipeline;
        this.lack = new LastingLack(settings.concurrency(), TOLD_AFTER, System::nanoTime);
    }

    @Override
    public String doing() {
        return "look whether the executor has enough threads";
    }

    @Override
    public MaintenanceThread thread() {
        return MaintenanceThread.WATCH;
    }

    @Override
    public void run() {
        TaskPool.Look look = pool.look(PATIENCE);
        if (look.isShort()) {
            giveBack(look.begun());
        }
        int threads = pool.threads();
        if (lack.isNews(threads, look.isLacking())) {
            tell(threads);
        }
    }

    /** As many stay as have begun since the last look: those of quick tasks begin soon, however few threads there are. */
    private void giveBack(int staying) {
        int[] passed = {0};
        int count = pipeline.giveBack(row -> !row.byHand() && passed[0]++ >= staying);
        if (count > 0) {
            LOG.log(Level.DEBUG, "{0} claimed rows wait behind too few threads, and are given back", count);
        }
    }

    private void tell(int threads) {
        if (threads < settings.concurrency()) {
            LOG.log(
                    Level.WARNING,
                    Problems.threadsMissing(settings.executor(), settings.concurrency(), threads)
                            .getMessage());
        } else {
            LOG.log(Level.INFO, "the managed executor runs {0} tasks at once again", threads);
        }
    }
}
