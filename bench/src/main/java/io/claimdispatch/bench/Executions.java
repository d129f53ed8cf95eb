package io.claimdispatch.bench;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * How often each row of the round has run. Running a row is one call of {@link #ran}, for every contender alike. There is one
 * of it in a JVM, as there is one contender.
 */
public final class Executions {

    /** A round that takes longer hangs. */
    private static final long LONGEST_MINUTES = 10;

    private static volatile Executions current = new Executions(0);

    private final AtomicIntegerArray times;
    private final CountDownLatch left;

    private Executions(int rows) {
        times = new AtomicIntegerArray(rows);
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
            left.countDown();
        }
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
