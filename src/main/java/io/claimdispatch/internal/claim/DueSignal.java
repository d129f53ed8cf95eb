package io.claimdispatch.internal.claim;

import io.claimdispatch.internal.common.Component;
import jakarta.enterprise.context.Dependent;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The signal that coordinators wait for: there may be due rows, or work has finished. A claim that returns less than it
 * asked for answers all calls made before it began; a call made meanwhile stays open.
 */
@Component
@Dependent
public class DueSignal {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition called = lock.newCondition();
    private long dueCalls = 1;
    private long answered;
    private long calls;

    /** Signals that there may be due rows. */
    public void due() {
        call(true);
    }

    /** Signals that finished work is to be stored. */
    public void finished() {
        call(false);
    }

    /** The same as {@link #finished}, for threads that may call after the application's beans have been destroyed. */
    public Runnable finishedWithoutProxy() {
        return this::finished;
    }

    private void call(boolean due) {
        lock.lock();
        try {
            calls++;
            if (due) {
                dueCalls++;
            }
            called.signal();
        } finally {
            lock.unlock();
        }
    }

    /** The number of calls so far, for {@link #await}. */
    public long calls() {
        lock.lock();
        try {
            return calls;
        } finally {
            lock.unlock();
        }
    }

    /** The number of the last call for due rows, for {@link #answer}. */
    public long dueCalls() {
        lock.lock();
        try {
            return dueCalls;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a call for due rows is open. */
    public boolean isDue() {
        lock.lock();
        try {
            return dueCalls > answered;
        } finally {
            lock.unlock();
        }
    }

    /** Answers a call: a claim that began after it found nothing more due. */
    public void answer(long dueCall) {
        lock.lock();
        try {
            answered = Math.max(answered, dueCall);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is a later call than the one seen, or the time is over. */
    public void await(long seen, Duration longest) throws InterruptedException {
        lock.lock();
        try {
            long left = longest.toNanos();
            while (calls == seen && left > 0) {
                left = called.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Wakes all coordinators, to stop them. */
    public void wakeAll() {
        lock.lock();
        try {
            calls++;
            called.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
