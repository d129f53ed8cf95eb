package io.claimdispatch.bench;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * How often each row of the round has run. Running a row is one call of {@link #ran}, for every contender alike. There is one
 * of it in a JVM, as there is one contender.
 */
public final class Executions {

    /** A round that takes longer hangs. */
    private static final long LONGEST_MINUTES = 10;

    private static volatile Executions current = new Executions(0);

    private static final long BETWEEN_LOOKS_NANOS = 50_000;

    private final AtomicIntegerArray times;
    private final AtomicLongArray starts;
    private final CountDownLatch left;

    private Executions(int rows) {
        times = new AtomicIntegerArray(rows);
        starts = new AtomicLongArray(rows);
        left = new CountDownLatch(rows);
    }

    /** Begins a round with rows numbered from 0. */
    public static void expect(int rows) {
        current = new Executions(rows);
    }

    /** Of the round under way. */
    public static Executions current() {
        return current;
    }

    /** The whole work of a row. */
    public void ran(int number) {
        if (times.getAndIncrement(number) == 0) {
            starts.set(number, System.nanoTime());
            left.countDown();
        }
    }

    /** Waits until this row has begun, and says when, by {@link System#nanoTime}. */
    public long awaitStart(int number) {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(LONGEST_MINUTES);
        while (starts.get(number) == 0) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("row " + number + " has not run within " + LONGEST_MINUTES + " min");
            }
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
        return starts.get(number);
    }

    /** Waits until each row has run. */
    public void awaitAll() throws InterruptedException {
        if (!left.await(LONGEST_MINUTES, TimeUnit.MINUTES)) {
            throw new IllegalStateException(left.getCount() + " rows have not run within " + LONGEST_MINUTES + " min");
        }
    }

    /** How many rows the round has. */
    public int rows() {
        return times.length();
    }

    /** Fails if a row has run already: it would be missing from what is measured. */
    public void requireNone() {
        if (left.getCount() != times.length()) {
            throw new IllegalStateException((times.length() - left.getCount()) + " rows ran before the round began");
        }
    }

    /** Fails if a row has not run, or twice. */
    public void requireOnceEach() {
        for (int number = 0; number < times.length(); number++) {
            if (times.get(number) != 1) {
                throw new IllegalStateException("row " + number + " ran " + times.get(number) + " times");
            }
        }
    }
}
