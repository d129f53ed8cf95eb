package io.claimdispatch.internal.dispatch;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.config.Settings;
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
 * Runs tasks on the managed executor, no more at once than the setting {@code claim-dispatch.concurrency}. A task of the
 * executor works off many of ours, which spares a hand-over for each, and gives its thread back after a slice of time,
 * so that an executor shared with the application stays fair. A row that waits for its stage has no thread, but its place.
 */
@Component
public class TaskPool {

    private static final Log LOG = Log.of(TaskPool.class);

    /** A probe waits for a thread as long as our tasks are long. Each that is given up stays in the executor's queue. */
    private static final int PROBES_LAST = 60;

    private static final long SLICE = TimeUnit.MILLISECONDS.toNanos(200);

    private final TaskQueue queue = new TaskQueue();
    private final Set<Thread> leaving = ConcurrentHashMap.newKeySet();
    private final AtomicInteger runners = new AtomicInteger();
    private final AtomicInteger kept = new AtomicInteger();
    private final Set<Runner> handedOver = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean refused = new AtomicBoolean();
    private volatile int losses;
    private final AtomicInteger tasksBegun = new AtomicInteger();
    private final Settings settings;
    private final TaskExecutor executor;
    private final ShownThreads shown;

    @Inject
    TaskPool(Settings settings, TaskExecutor executor) {
        this.settings = settings;
        this.executor = executor;
        this.shown = new ShownThreads(settings.concurrency());
    }

    /**
     * What a look has found.
     *
     * @param isShort whether tasks wait since the executor has too few threads
     * @param isLacking whether it is short, or all threads that it has shown are taken and it does not give one more
     * @param begun how many tasks have begun since the look before
     */
    public record Look(boolean isShort, boolean isLacking, int begun) {}

    /**
     * Runs the task as soon as there is a free thread; it must catch what it throws. If this throws, the task does not run: once
     * it waits, nothing is thrown any more, or its caller would give back what runs here all the same.
     */
    public void submit(Runnable task) {
        queue.add(task);
        addRunner();
    }

    /** The row that runs on this thread goes on without it, and keeps its place until {@link #resume}. */
    void leavePlace() {
        leaving.add(Thread.currentThread());
        kept.incrementAndGet();
    }

    /** Runs what is left to do for a row that has kept its place, before all that has not begun; it must catch what it throws. */
    public void resume(Runnable task) {
        queue.addResumed(task);
        kept.decrementAndGet();
        start(false);
    }

    /**
     * Runs on this thread what {@link #resume} has been given while the executor takes nothing, as a server's does that is
     * suspended or stops: a row that has run must not wait for that to end.
     */
    public void runResumedIfRefused() {
        Runnable task;
        while (refused.get() && (task = queue.nextResumed()) != null) {
            Safely.run(LOG, task);
        }
    }

    /** Runs on this thread all that {@link #resume} has been given and no thread has begun: the node ends. */
    public void runResumed() {
        Runnable task;
        while ((task = queue.nextResumed()) != null) {
            Safely.run(LOG, task);
        }
    }

    /** Whether rows that have kept their places wait for a thread, for their outcomes. */
    public boolean hasResumed() {
        return queue.hasResumed();
    }

    /** Takes back those that have not begun and are chosen. */
    public List<Runnable> withdraw(Predicate<Runnable> chosen) {
        return queue.withdraw(chosen);
    }

    /** Whether tasks wait, and none has begun for so long. */
    public boolean isStalled(Duration time) {
        return queue.isStalled(time);
    }

    /** How many tasks can run at once: as many as the settings say, or as the executor has shown to have threads for. */
    public int threads() {
        return shown.count();
    }

    /**
     * Looks whether the executor has as many threads as tasks are to run at once.
     *
     * @param patience with it, from being given a runner to beginning it
     */
    public Look look(Duration patience) {
        boolean isShort = queue.isWaiting() && (refused.get() || isKeptWaiting(patience));
        shown.look(isShort);
        boolean isLacking = isShort || shown.isFull() && (refused.get() || isKeptWaiting(patience));
        if (shown.isFull() && handedOver.isEmpty()) {
            // one more than there are threads for: once it begins, there are more. Until then it takes no place
            start(true);
        }
        return new Look(isShort, isLacking, tasksBegun.getAndSet(0));
    }

    private boolean isKeptWaiting(Duration patience) {
        long now = System.nanoTime();
        return handedOver.stream().anyMatch(runner -> now - runner.since > patience.toNanos());
    }

    /** How many rows keep their places without a thread. */
    public int keptPlaces() {
        return kept.get();
    }

    /** How many run now, about, with or without a thread. */
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
            // not only rejections: servers answer in their own ways when they stop, or have no thread left. The place
            // must come back, and the caller has rows behind this one. The tasks stay: the next submit, or
            // maintenance, tries again
            if (runner == null || runner.begin()) {
                giveUp(probe);
            }
            boolean expected = refused.getAndSet(true) || probe;
            Safely.tell(
                    LOG,
                    expected ? Level.DEBUG : Level.WARNING,
                    () -> "the managed executor takes no more tasks for now: " + e,
                    null);
        }
    }

    /**
     * Gives up what the executor has taken and not begun, and hands over as much again. An executor may lose what it has
     * taken: that of GlassFish does while the application is being deployed, and those places would be gone for good.
     *
     * @param patience with it, doubled each time that nothing has begun since, up to 16 times: it may just be busy
     */
    public void replaceLost(Duration patience) {
        long limit = patience.toNanos() << Math.min(losses, 4);
        long now = System.nanoTime();
        int lost = 0;
        for (Runner runner : handedOver) {
            if (now - runner.since > (runner.probe ? limit * PROBES_LAST : limit) && runner.begin()) {
                giveUp(runner.probe);
                lost += runner.probe ? 0 : 1;
            }
        }
        if (lost > 0) {
            losses++;
            LOG.log(
                    Level.INFO,
                    "the managed executor has taken {0} tasks and not begun them; it is given as many again",
                    lost);
            for (int i = 0; i < lost; i++) {
                nudge();
            }
        }
    }

    /** Tries again to get threads for tasks that wait. */
    public void nudge() {
        if (!queue.isEmpty()) {
            addRunner();
        }
    }

    private void runSlice() {
        shown.began();
        boolean hasPlace = true;
        try {
            long begin = System.nanoTime();
            long now = begin;
            Runnable task = null;
            while (hasPlace && now - begin < SLICE && (task = queue.next()) != null) {
                tasksBegun.incrementAndGet();
                Safely.run(LOG, task);
                // the place may be the row's, which goes on without this thread
                hasPlace = !leaving.remove(Thread.currentThread()) || takePlace();
                now = System.nanoTime();
            }
        } finally {
            shown.ended();
            if (hasPlace) {
                runners.decrementAndGet();
            }
        }
        // a task added between the last poll and the decrement has seen a full pool
        nudge();
    }

    /** What the executor is given: a place among those that run at once, from then on. */
    private final class Runner implements Runnable {

        private final boolean probe;
        private final long since = System.nanoTime();
        private final AtomicBoolean begun = new AtomicBoolean();

        /**
         * For the executor.
         *
         * @param probe whether it is there to find out if the executor has one thread more
         */
        Runner(boolean probe) {
            this.probe = probe;
        }

        /** Whether this is the first time: who has been given up has no place any more. */
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
