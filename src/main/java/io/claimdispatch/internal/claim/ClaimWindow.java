package io.claimdispatch.internal.claim;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.config.Settings;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * How many rows this node may have in flight: as many as it can work on at once ({@link Capacity}), plus as many as it
 * has lately finished in a quarter of a second (Little's law). So slow jobs are claimed one by one as places become
 * free, and are left to other nodes meanwhile; for quick jobs the window widens until claims are large.
 */
@Component
@Dependent
class ClaimWindow {

    private static final long HORIZON = TimeUnit.MILLISECONDS.toNanos(250);

    private final Ticker ticker;
    private final Settings settings;
    private final IntSupplier places;
    private long since;
    private int finishedSince;
    private int finishedBefore;

    @Inject
    ClaimWindow(Settings settings, Capacity capacity, Ticker ticker) {
        this(settings, ticker, capacity::rows);
    }

    ClaimWindow(Settings settings, Ticker ticker, IntSupplier places) {
        this.settings = settings;
        this.places = places;
        this.ticker = ticker;
        this.since = ticker.nanoTime();
    }

    /** Records completed rows. */
    synchronized void finished(int rows) {
        roll();
        finishedSince += rows;
    }

    /** The maximum number of rows in flight now. */
    synchronized int size() {
        roll();
        long wide = (long) places.getAsInt() + Math.max(finishedSince, finishedBefore);
        return (int) Math.min(settings.maxInFlight(), wide);
    }

    private void roll() {
        long passed = ticker.nanoTime() - since;
        if (passed >= HORIZON) {
            finishedBefore = passed < 2 * HORIZON ? finishedSince : 0;
            finishedSince = 0;
            since += passed;
        }
    }
}
