package io.claimdispatch.internal.store.row;

import java.time.Duration;
import java.time.Instant;

/** The times that every database's columns can hold. One beyond would fail everything that is stored with it. */
public final class StorableTime {

    /** The earliest instant. */
    public static final Instant EARLIEST = Instant.parse("1000-01-01T00:00:00Z");

    /** The latest instant. */
    public static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    /** The longest delay: about a thousand years. */
    public static final Duration LONGEST = Duration.ofDays(365_000);

    private StorableTime() {}

    /** Whether it can be stored as it is. */
    public static boolean holds(Instant instant) {
        return !instant.isBefore(EARLIEST) && !instant.isAfter(LATEST);
    }

    /** Whether it can be waited for as it is. */
    public static boolean holds(Duration delay) {
        return !delay.isNegative() && delay.compareTo(LONGEST) <= 0;
    }

    /** The instant, or the nearest that can be stored. */
    public static Instant nearest(Instant instant) {
        return holds(instant) ? instant : instant.isBefore(EARLIEST) ? EARLIEST : LATEST;
    }

    /** The delay, or the nearest that can be waited for. */
    public static Duration nearest(Duration delay) {
        return holds(delay) ? delay : delay.isNegative() ? Duration.ZERO : LONGEST;
    }
}
