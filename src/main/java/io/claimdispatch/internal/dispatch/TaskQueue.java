package io.claimdispatch.internal.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that have not begun, the oldest first, and before them what is left to do for rows that have kept their places. Safe
 * for many threads.
 */
final class TaskQueue {

    private final ConcurrentLinkedQueue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Runnable> resumed = new ConcurrentLinkedQueue<>();
    private volatile long progress = System.nanoTime();

    void add(Runnable task) {
        if (waiting.isEmpty()) {
            progress = System.nanoTime();
        }
        waiting.add(task);
    }

    void addResumed(Runnable task) {
        resumed.add(task);
    }

    /** Takes out the next one, if there is any. */
    @Nullable
    Runnable next() {
        progress = System.nanoTime();
        Runnable task = resumed.poll();
        return task == null ? waiting.poll() : task;
    }

    /** Takes out the next one of a row that has kept its place, if there is any. */
    @Nullable
    Runnable nextResumed() {
        return resumed.poll();
    }

    /** Takes out those that have not begun and are chosen. */
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

    /** Whether there is something left to do for rows that have kept their places. */
    boolean hasResumed() {
        return !resumed.isEmpty();
    }

    /** Whether there is nothing to run. */
    boolean isEmpty() {
        return waiting.isEmpty() && resumed.isEmpty();
    }

    /** Whether tasks wait, and none has been taken out for so long. */
    boolean isStalled(Duration time) {
        return isWaiting() && System.nanoTime() - progress > time.toNanos();
    }
}
