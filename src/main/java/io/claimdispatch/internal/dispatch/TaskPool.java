package io.claimdispatch.internal.dispatch;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.common.problem.TaskNotices;
import io.claimdispatch.internal.config.Settings;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Runs tasks on the managed executor, at most {@code claim-dispatch.concurrency} at once. One task of the executor runs
 * many of ours, which saves a hand-over for each, and returns its thread after a time slice, so that an executor shared
 * with the application stays fair. A row that waits for its stage holds no thread, but keeps its place.
 */
@Component
@Dependent
public class TaskPool {

    private static final Log LOG = Log.of(TaskPool.class);

    /** A probe waits for a thread for as long as our tasks take. Each abandoned probe stays in the executor's queue. */
    private static final int PROBES_LAST = 60;

    private static final long SLICE = TimeUnit.MILLISECONDS.toNanos(200);

    private final TaskQueue queue;
    private final Set<Thread> leaving = ConcurrentHashMap.newKeySet();
    private final AtomicInteger runners = new AtomicInteger();
    private final AtomicInteger kept = new AtomicInteger();
    private final Set<Runner> handedOver = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean refused = new AtomicBoolean();
    private volatile int losses;
    private final AtomicInteger tasksBegun = new AtomicInteger();
    private final Settings settings;
    private final TaskExecutor executor;
    private final Ticker ticker;
    private final ShownThreads shown;

    @Inject
    TaskPool(Settings settings, TaskExecutor executor, Ticker ticker) {
        this.queue = new TaskQueue(ticker);
        this.settings = settings;
        this.executor = executor;
        this.ticker = ticker;
        this.shown = new ShownThreads(settings.concurrency());
    }

    /**
     * The result of a look at the executor.
     *
     * @param isShort whether tasks wait because the executor has too few threads
     * @param isLacking whether it is short, or all observed threads are busy and it provides no more
     * @param begun how many tasks have begun since the previous look
     */
    public record Look(boolean isShort, boolean isLacking, int begun) {}

    /**
     * Runs the task as soon as there is a free thread; the task must catch its own exceptions. If this method throws,
     * the task does not run. It never throws once the task is queued, since the caller would give back a row that runs
     * here all the same.
     */
    public void submit(Runnable task) {
        queue.add(task);
        addRunner();
    }

    /** Lets the row that runs on this thread continue without it; the row keeps its place until {@link #resume}. */
    void leavePlace() {
        leaving.add(Thread.currentThread());
        kept.incrementAndGet();
    }

    /**
     * Runs the remaining step of a row that has kept its place, before all tasks that have not begun; the task must
     * catch its own exceptions.
     */
    public void resume(Runnable task) {
        queue.addResumed(task);
        kept.decrementAndGet();
        start(false);
    }

    /**
     * Runs resumed tasks on this thread while the executor refuses tasks, as on a suspended or stopping server: a row
     * that has run must not wait for that to end.
     */
    public void runResumedIfRefused() {
        Runnable task;
        while (refused.get() && (task = queue.nextResumed()) != null) {
            Safely.run(LOG, task);
        }
    }

    /** Runs all resumed tasks that have not begun on this thread, because the node stops. */
    public void runResumed() {
        Runnable task;
        while ((task = queue.nextResumed()) != null) {
            Safely.run(LOG, task);
        }
    }

    /** Whether rows that have kept their places wait for a thread to get their outcomes. */
    public boolean hasResumed() {
        return queue.hasResumed();
    }

    /** Withdraws the chosen tasks that have not begun. */
    public List<Runnable> withdraw(Predicate<Runnable> chosen) {
        return queue.withdraw(chosen);
    }

    /** Whether tasks wait and none has begun for this long. */
    public boolean isStalled(Duration time) {
        return queue.isStalled(time);
    }

    /** How many tasks can run at once: as many as the setting says, or as the executor is observed to have threads. */
    public int threads() {
        return shown.count();
    }

    /**
     * Checks whether the executor has as many threads as tasks should run at once.
     *
     * @param patience how long the executor may take to begin a runner
     */
    public Look look(Duration patience) {
        boolean isShort = queue.isWaiting() && (refused.get() || isKeptWaiting(patience));
        shown.look(isShort);
        boolean isLacking = isShort || shown.isFull() && (refused.get() || isKeptWaiting(patience));
        if (shown.isFull() && handedOver.isEmpty()) {
            // one runner more than observed threads: once it begins, there are more threads. Until then it takes no
            // place
            start(true);
        }
        return new Look(isShort, isLacking, tasksBegun.getAndSet(0));
    }

    private boolean isKeptWaiting(Duration patience) {
        long now = ticker.nanoTime();
        return handedOver.stream().anyMatch(runner -> now - runner.since > patience.toNanos());
    }

    /** How many rows keep their places without a thread. */
    public int keptPlaces() {
        return kept.get();
    }

    /** The approximate number of rows that run now, with or without a thread. */
    public int running() {
        return runners.get();
    }

    private void addRunner() {
        if (takePlace()) {
            start(false);
        }
    }

    private boolean takePlace() {
        int now = runners.get();
        while (now < settings.concurrency()) {
            if (runners.compareAndSet(now, now + 1)) {
                return true;
            }
            now = runners.get();
        }
        return false;
    }

    private void giveUp(boolean probe) {
        if (!probe) {
            runners.decrementAndGet();
        }
    }

    /** Never throws. */
    private void start(boolean probe) {
        Runner runner = null;
        try {
            runner = new Runner(probe);
            handedOver.add(runner);
            executor.execute(runner);
            refused.set(false);
        } catch (RuntimeException | Error e) {
            // not only rejections: servers fail in their own ways when they stop or have no thread left. The place must
            // be released, and the caller has more rows. The tasks stay queued: the next submit, or maintenance, tries
            // again
            if (runner == null || runner.begin()) {
                giveUp(probe);
            }
            boolean expected = refused.getAndSet(true) || probe;
            Safely.tell(LOG, expected ? Level.DEBUG : Level.WARNING, () -> TaskNotices.executorRefuses(e.toString()));
        }
    }

    /**
     * Abandons runners that the executor has accepted and not begun, and hands over as many again. An executor may lose
     * tasks that it has accepted: GlassFish's does while the application is being deployed, and their places would be
     * lost for good.
     *
     * @param patience how long it may take to begin them; doubled each time that none has begun since, up to 16 times,
     *     as it may just be busy
     */
    public void replaceLost(Duration patience) {
        long limit = patience.toNanos() << Math.min(losses, 4);
        long now = ticker.nanoTime();
        int lost = 0;
        for (Runner runner : handedOver) {
            if (now - runner.since > (runner.probe ? limit * PROBES_LAST : limit) && runner.begin()) {
                giveUp(runner.probe);
                lost += runner.probe ? 0 : 1;
            }
        }
        if (lost > 0) {
            losses++;
            LOG.log(TaskNotices.tasksNotBegun(lost));
            for (int i = 0; i < lost; i++) {
                nudge();
            }
        }
    }

    /** Tries again to get threads for waiting tasks. */
    public void nudge() {
        if (!queue.isEmpty()) {
            addRunner();
        }
    }

    private void runSlice() {
        shown.began();
        boolean hasPlace = true;
        try {
            long begin = ticker.nanoTime();
            long now = begin;
            Runnable task = null;
            while (hasPlace && now - begin < SLICE && (task = queue.next()) != null) {
                tasksBegun.incrementAndGet();
                Safely.run(LOG, task);
                // the place may belong to the row, which continues without this thread
                hasPlace = !leaving.remove(Thread.currentThread()) || takePlace();
                now = ticker.nanoTime();
            }
        } finally {
            shown.ended();
            if (hasPlace) {
                runners.decrementAndGet();
            }
        }
        // a task added between the last poll and the decrement saw a full pool
        nudge();
    }

    /** The task handed to the executor; it holds a place from then on. */
    private final class Runner implements Runnable {

        private final boolean probe;
        private final long since = ticker.nanoTime();
        private final AtomicBoolean begun = new AtomicBoolean();

        /**
         * Creates a runner.
         *
         * @param probe whether it only tests if the executor has one more thread
         */
        Runner(boolean probe) {
            this.probe = probe;
        }

        /** Returns true the first time only; an abandoned runner has no place any more. */
        private boolean begin() {
            handedOver.remove(this);
            return begun.compareAndSet(false, true);
        }

        @Override
        public void run() {
            if (begin() && (!probe || takePlace())) {
                losses = 0;
                runSlice();
            }
        }
    }
}
