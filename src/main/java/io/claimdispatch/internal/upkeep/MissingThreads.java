package io.claimdispatch.internal.upkeep;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.MaintenanceTask;
import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.common.problem.NodeProblems;
import io.claimdispatch.internal.common.problem.TaskNotices;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.dispatch.RowPipeline;
import io.claimdispatch.internal.dispatch.TaskPool;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;

/**
 * Checks whether the executor runs as many tasks at once as configured. If not, rows that wait for its threads are
 * given back for other nodes, and the claim window narrows ({@code WorkCapacity}). A lasting difference is logged once
 * per number of threads.
 */
@Component
@Dependent
class MissingThreads implements MaintenanceTask {

    private static final Log LOG = Log.of(MissingThreads.class);

    private final Settings settings;
    private final TaskPool pool;
    private final RowPipeline pipeline;
    private final LastingLack lack;
    private final Timings timings;

    @Inject
    MissingThreads(Settings settings, TaskPool pool, RowPipeline pipeline, Ticker ticker, Timings timings) {
        this.settings = settings;
        this.pool = pool;
        this.pipeline = pipeline;
        this.lack = new LastingLack(settings.concurrency(), timings.lackOfThreads(), ticker::nanoTime);
        this.timings = timings;
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
        TaskPool.Look look = pool.look(timings.threadPatience());
        if (look.isShort()) {
            giveBack(look.begun());
        }
        int threads = pool.threads();
        if (lack.isNews(threads, look.isLacking())) {
            tell(threads);
        }
    }

    /**
     * Gives rows back, except as many as began since the last look: quick tasks begin soon, however few threads there
     * are.
     */
    private void giveBack(int staying) {
        int[] passed = {0};
        int count = pipeline.giveBack(row -> !row.byHand() && passed[0]++ >= staying);
        if (count > 0) {
            LOG.debug("{0} claimed rows wait behind too few threads, and are given back", count);
        }
    }

    private void tell(int threads) {
        if (threads < settings.concurrency()) {
            LOG.log(Level.WARNING, NodeProblems.threadsMissing(settings.executor(), settings.concurrency(), threads));
        } else {
            LOG.log(TaskNotices.threadsBack(threads));
        }
    }
}
