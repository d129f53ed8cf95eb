package io.claimdispatch.internal.store;

import java.time.Duration;
import java.time.Instant;

/** The times that every database can hold. */
public final class StorableTime {

    /** The earliest. */
    public static final Instant LEAST = Instant.parse("1000-01-01T00:00:00Z");

    /** The latest. */
    public static final Instant MOST = Instant.parse("9999-12-31T00:00:00Z");

    /** The longest delay from now. */
    public static final Duration LONGEST = Duration.ofDays(365_000);

    private StorableTime() {}

    /** The nearest one: {@link Instant#MAX} is how somebody says "never". */
    public static Instant nearest(Instant instant) {
        return instant.isBefore(LEAST) ? LEAST : instant.isAfter(MOST) ? MOST : instant;
    }

    /** The nearest delay; none is negative. */
    public static Duration nearest(Duration delay) {
        return delay.isNegative() ? Duration.ZERO : delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
    }
}
