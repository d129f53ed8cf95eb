package io.claimdispatch.internal.dispatch;

import io.claimdispatch.internal.Log;
import io.claimdispatch.internal.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Runs tasks on the managed executor, no more at once than the setting {@code claim-dispatch.concurrency}. A task of the
 * executor works off many of ours, which spares a hand-over for each, and gives its thread back after a slice of time,
 * so that an executor shared with the application stays fair.
 */
@ApplicationScoped
public class TaskPool {

    private static final Log LOG = Log.of(TaskPool.class);
    private static final long SLICE = TimeUnit.MILLISECONDS.toNanos(200);

    private final ConcurrentLinkedQueue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger runners = new AtomicInteger();
    private final Set<Runner> handedOver = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean refused = new AtomicBoolean();
    private volatile long progress = System.nanoTime();
    private volatile int losses;
    private Settings settings;
    private TaskExecutor executor;

    /** For the proxy. */
    @SuppressWarnings("NullAway.Init")
    TaskPool() {}

    @Inject
    TaskPool(Settings settings, TaskExecutor executor) {
        this.settings = settings;
        this.executor = executor;
    }

    /** Runs the task as soon as there is a free thread; it must catch what it throws. */
    public void submit(Runnable task) {
        if (waiting.isEmpty()) {
            progress = System.nanoTime();
        }
        waiting.add(task);
        addRunner();
    }

    /** Takes back what has not begun. */
    public List<Runnable> withdraw() {
        return withdraw(task -> true);
    }

    /** Takes back those that have not begun and are chosen. */
    public List<Runnable> withdraw(Predicate<Runnable> chosen) {
        List<Runnable> withdrawn = new ArrayList<>();
        for (Runnable task : waiting) {
            // a runner may be quicker
            if (chosen.test(task) && waiting.remove(task)) {
                withdrawn.add(task);
            }
        }
        return withdrawn;
    }

    /** Whether tasks wait, and none has begun for so long. */
    public boolean isStalled(Duration time) {
        return !waiting.isEmpty() && System.nanoTime() - progress > time.toNanos();
    }

    /** How many run now, about. */
    public int running() {
        return runners.get();
    }

    private void addRunner() {
        int now = runners.get();
        while (now < settings.concurrency()) {
            if (runners.compareAndSet(now, now + 1)) {
                start();
                return;
            }
            now = runners.get();
        }
    }

    private void start() {
        Runner runner = new Runner();
        handedOver.add(runner);
        try {
            executor.execute(runner);
            refused.set(false);
        } catch (RuntimeException | Error e) {
            handedOver.remove(runner);
            // not only rejections: servers answer in their own ways when they stop, or have no thread left. The place
            // must come back, and the caller has rows behind this one. The tasks stay: the next submit, or
            // housekeeping, tries again
            runners.decrementAndGet();
            LOG.log(
                    refused.getAndSet(true) ? Level.DEBUG : Level.WARNING,
                    "the managed executor takes no more tasks for now: " + e);
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
            if (now - runner.since > limit && runner.begin()) {
                runners.decrementAndGet();
                lost++;
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
        if (!waiting.isEmpty()) {
            addRunner();
        }
    }

    private void runSlice() {
        long begin = System.nanoTime();
        long now = begin;
        Runnable task = null;
        while (now - begin < SLICE && (task = waiting.poll()) != null) {
            progress = now;
            run(task);
            now = System.nanoTime();
        }
        runners.decrementAndGet();
        // a task added between the last poll and the decrement has seen a full pool
        nudge();
    }

    /** What the executor is given: a place among those that run at once, from then on. */
    private final class Runner implements Runnable {

        private final long since = System.nanoTime();
        private final AtomicBoolean begun = new AtomicBoolean();

        /** Whether this is the first time: who has been given up has no place any more. */
        private boolean begin() {
            handedOver.remove(this);
            return begun.compareAndSet(false, true);
        }

        @Override
        public void run() {
            if (begin()) {
                losses = 0;
                runSlice();
            }
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            // tasks catch their own; whatever comes here must not take the runner along
            LOG.log(Level.ERROR, "a task let an error escape", e);
        } finally {
            // an interrupt that one row's task has left behind would fail the next row's
            Thread.interrupted();
        }
    }
}
