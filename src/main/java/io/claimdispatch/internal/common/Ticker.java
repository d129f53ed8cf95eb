package io.claimdispatch.internal.common;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * The JVM's clock, for measured durations and for the waits of a node's loops. It never decides what is due; the
 * database's clock does. Tests pass another clock.
 */
@Component
@Dependent
public class Ticker {

    /** Between two checks of a condition that is waited for. */
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(10);

    /** Between two checks whether a back-off should continue. */
    private static final long SLICE = TimeUnit.MILLISECONDS.toNanos(100);

    private final LongSupplier nanoTime;

    @Inject
    public Ticker() {
        this(System::nanoTime);
    }

    /** Uses another clock instead of {@link System#nanoTime}. */
    public Ticker(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The time in nanoseconds from an arbitrary origin; only differences are meaningful. */
    public long nanoTime() {
        return nanoTime.getAsLong();
    }

    /** Waits after an error, in code that must not fail. Ends early if the thread is interrupted. Never throws. */
    public void backOff(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    /**
     * Waits after an error.
     *
     * @param goesOn whether the loop still runs; the wait ends once it does not
     */
    public void backOff(Duration time, BooleanSupplier goesOn) throws InterruptedException {
        long end = nanoTime() + time.toNanos();
        while (goesOn.getAsBoolean() && nanoTime() - end < 0) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LockSupport.parkNanos(Math.min(end - nanoTime(), SLICE));
        }
    }

    /** Waits until the condition holds or the time is over. An interrupt does not end the wait, and is kept. */
    public void await(Duration longest, BooleanSupplier condition) {
        long begin = nanoTime();
        boolean interrupted = false;
        try {
            while (!condition.getAsBoolean() && nanoTime() - begin < longest.toNanos()) {
                LockSupport.parkNanos(LOOK);
                // an interrupted thread does not park: it would spin
                interrupted |= Thread.interrupted();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
