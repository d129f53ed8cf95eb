package io.claimdispatch.internal.common;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** The clock of a {@link Ticker} that a test moves by hand, so that it does not wait for what the ticker measures. */
public final class MovedTime {

    private final AtomicLong passed = new AtomicLong();
    private final Ticker ticker;

    private MovedTime(LongSupplier beside) {
        ticker = new Ticker(() -> beside.getAsLong() + passed.get());
    }

    /** Stands until it is moved, and overflows after a second, as a JVM's clock may. */
    public static MovedTime standing() {
        return new MovedTime(() -> Long.MAX_VALUE - Duration.ofSeconds(1).toNanos());
    }

    /** Runs like the JVM's, and is moved beside: for whole nodes, whose loops wait. */
    public static MovedTime running() {
        return new MovedTime(System::nanoTime);
    }

    public Ticker ticker() {
        return ticker;
    }

    public void pass(Duration time) {
        passed.addAndGet(time.toNanos());
    }
}
