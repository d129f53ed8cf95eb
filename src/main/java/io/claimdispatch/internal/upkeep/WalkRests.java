package io.claimdispatch.internal.upkeep;

import io.claimdispatch.internal.common.MaintenanceTask;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * How long a node rests between the stretches of its walks over a table, and between walks, so that they stay a small part of
 * the database's load. Chance keeps nodes that were started together from walking together. For one thread.
 */
final class WalkRests {

    /** Between two stretches. */
    static final Duration SHORT = MaintenanceTask.SOON;

    /** Between two walks, at least. */
    static final Duration SHORTEST = Duration.ofMinutes(5);

    /** Before the first walk, at most. */
    static final Duration FIRST = Duration.ofSeconds(10);

    /** A rest is so many times as long as the walk. */
    private static final int TIMES = 10;

    /** A rest is by up to this part longer. */
    private static final double SPREAD = 0.2;

    private final LongSupplier nanos;
    private final DoubleSupplier chance;
    private Duration walked = Duration.ZERO;
    private Duration next;

    /**
     * At the start.
     *
     * @param nanos a clock like {@link System#nanoTime}
     * @param chance from 0 to 1
     */
    WalkRests(LongSupplier nanos, DoubleSupplier chance) {
        this.nanos = nanos;
        this.chance = chance;
        this.next = part(FIRST, chance.getAsDouble());
    }

    /** The next rest. */
    Duration next() {
        return next;
    }

    /** Does a stretch, which says whether the walk is done. What lies between two stretches beside rests is not of the walk. */
    void walk(Stretch stretch) {
        long begin = nanos.getAsLong();
        boolean done = stretch.isLast();
        walked = walked.plusNanos(nanos.getAsLong() - begin);
        if (done) {
            Duration rest = walked.multipliedBy(TIMES);
            rest = rest.compareTo(SHORTEST) < 0 ? SHORTEST : rest;
            next = rest.plus(part(rest, SPREAD * chance.getAsDouble()));
            walked = Duration.ZERO;
        } else {
            walked = walked.plus(SHORT);
            next = SHORT;
        }
    }

    private static Duration part(Duration whole, double part) {
        return Duration.ofMillis((long) (whole.toMillis() * part));
    }

    /** Some rows of a table. */
    interface Stretch {

        /** Looks at them, and returns whether no table has more of them. */
        boolean isLast();
    }
}
