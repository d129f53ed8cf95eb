package io.claimdispatch.internal.claim;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.config.Settings;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * How many rows this node may have in flight: as many as it can work on at once ({@link Capacity}), and what they have lately finished in
 * a quarter of a second on top (Little's law). Slow jobs are so claimed one by one as places become free, and left to
 * other nodes meanwhile; for quick ones the window opens until claims are large.
 */
@Component
class ClaimWindow {

    private static final long HORIZON = TimeUnit.MILLISECONDS.toNanos(250);

    private final LongSupplier nanoTime;
    private final Settings settings;
    private final IntSupplier places;
    private long since;
    private int finishedSince;
    private int finishedBefore;

    @Inject
    ClaimWindow(Settings settings, Capacity capacity) {
        this(settings, capacity::rows, System::nanoTime);
    }

    ClaimWindow(Settings settings, IntSupplier places, LongSupplier nanoTime) {
        this.settings = settings;
        this.places = places;
        this.nanoTime = nanoTime;
        this.since = nanoTime.getAsLong();
    }

    /** Rows have been completed. */
    synchronized void finished(int rows) {
        roll();
        finishedSince += rows;
    }

    /** The most rows that may be in flight now. */
    synchronized int size() {
        roll();
        long wide = (long) places.getAsInt() + Math.max(finishedSince, finishedBefore);
        return (int) Math.min(settings.maxInFlight(), wide);
    }

    private void roll() {
        long passed = nanoTime.getAsLong() - since;
        if (passed >= HORIZON) {
            finishedBefore = passed < 2 * HORIZON ? finishedSince : 0;
            finishedSince = 0;
            since += passed;
        }
    }
}
