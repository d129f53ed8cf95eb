package io.claimdispatch.internal.dispatch;

import io.claimdispatch.internal.common.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The queue of tasks that have not begun, oldest first, after the remaining steps of rows that have kept their places.
 * Thread-safe.
 */
final class TaskQueue {

    private final ConcurrentLinkedQueue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Runnable> resumed = new ConcurrentLinkedQueue<>();
    private final Ticker ticker;
    private volatile long progress;

    TaskQueue(Ticker ticker) {
        this.ticker = ticker;
        this.progress = ticker.nanoTime();
    }

    void add(Runnable task) {
        if (waiting.isEmpty()) {
            progress = ticker.nanoTime();
        }
        waiting.add(task);
    }

    void addResumed(Runnable task) {
        resumed.add(task);
    }

    /** Takes out the next task, if any. */
    @Nullable
    Runnable next() {
        progress = ticker.nanoTime();
        Runnable task = resumed.poll();
        return task == null ? waiting.poll() : task;
    }

    /** Takes out the next task of a row that has kept its place, if any. */
    @Nullable
    Runnable nextResumed() {
        return resumed.poll();
    }

    /** Withdraws the chosen tasks that have not begun. */
    List<Runnable> withdraw(Predicate<Runnable> chosen) {
        List<Runnable> withdrawn = new ArrayList<>();
        for (Runnable task : waiting) {
            // a runner may be quicker
            if (chosen.test(task) && waiting.remove(task)) {
                withdrawn.add(task);
            }
        }
        return withdrawn;
    }

    /** Whether tasks have not begun. */
    boolean isWaiting() {
        return !waiting.isEmpty();
    }

    /** Whether tasks of rows that have kept their places wait. */
    boolean hasResumed() {
        return !resumed.isEmpty();
    }

    /** Whether the queue is empty. */
    boolean isEmpty() {
        return waiting.isEmpty() && resumed.isEmpty();
    }

    /** Whether tasks wait and none has been taken out for this long. */
    boolean isStalled(Duration time) {
        return isWaiting() && ticker.nanoTime() - progress > time.toNanos();
    }
}
