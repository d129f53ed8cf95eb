package io.claimdispatch.internal.upkeep;

import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.common.Timings;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long a node rests between the stretches of a table scan, and between scans, so that they stay a small part of the
 * database's load. Randomness keeps nodes that were started together from scanning together. For one thread.
 */
final class WalkRests {

    /** A rest is this many times as long as the scan. */
    private static final int TIMES = 10;

    /** A rest is longer by up to this fraction. */
    private static final double SPREAD = 0.2;

    private final Ticker ticker;
    private final Timings timings;
    private final DoubleSupplier chance;
    private Duration walked = Duration.ZERO;
    private Duration next;

    /**
     * Creates the rests at the start.
     *
     * @param chance from 0 to 1
     */
    WalkRests(Ticker ticker, Timings timings, DoubleSupplier chance) {
        this.ticker = ticker;
        this.timings = timings;
        this.chance = chance;
        this.next = part(timings.firstWalk(), chance.getAsDouble());
    }

    /** The next rest. */
    Duration next() {
        return next;
    }

    /** Runs a stretch, which returns whether the scan is done. Only stretches and rests count as part of the scan. */
    void walk(Stretch stretch) {
        long begin = ticker.nanoTime();
        boolean done = stretch.isLast();
        walked = walked.plusNanos(ticker.nanoTime() - begin);
        if (done) {
            Duration rest = walked.multipliedBy(TIMES);
            rest = rest.compareTo(timings.walkRest()) < 0 ? timings.walkRest() : rest;
            next = rest.plus(part(rest, SPREAD * chance.getAsDouble()));
            walked = Duration.ZERO;
        } else {
            walked = walked.plus(timings.soon());
            next = timings.soon();
        }
    }

    private static Duration part(Duration whole, double part) {
        return Duration.ofMillis((long) (whole.toMillis() * part));
    }

    /** A stretch of rows of a table. */
    interface Stretch {

        /** Reads the stretch, and returns whether no table has more. */
        boolean isLast();
    }
}
