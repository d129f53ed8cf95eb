package io.claimdispatch.internal.common;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * The JVM's own clock, by which a node measures how long something takes, and the waits of its loops by that clock. It is never asked
 * what is due, which the database's clock says. Tests give it another clock.
 */
@Component
public class Ticker {

    /** Between looks at what is waited for. */
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(10);

    /** Between looks whether a back-off is still to go on. */
    private static final long SLICE = TimeUnit.MILLISECONDS.toNanos(100);

    private final LongSupplier nanoTime;

    @Inject
    public Ticker() {
        this(System::nanoTime);
    }

    /** With another clock, like {@link System#nanoTime}. */
    public Ticker(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The time in nanoseconds since some moment; only differences mean something. */
    public long nanoTime() {
        return nanoTime.getAsLong();
    }

    /** Waits after an error where nothing may fail any more. Ends early if the thread is interrupted. Never throws. */
    public void backOff(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    /**
     * Waits after an error.
     *
     * @param goesOn whether the loop does: once it does not, the wait ends
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

    /** Waits until something is so, or the time is over. An interrupt does not end it, and is kept. */
    public void await(Duration longest, BooleanSupplier condition) {
        long begin = nanoTime();
        while (!condition.getAsBoolean() && nanoTime() - begin < longest.toNanos()) {
            LockSupport.parkNanos(LOOK);
        }
    }
}
