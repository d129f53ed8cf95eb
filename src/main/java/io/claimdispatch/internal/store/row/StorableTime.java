package io.claimdispatch.internal.store.row;

import java.time.Duration;
import java.time.Instant;

/** The range of times that every database can store. A time outside would fail everything stored with it. */
public final class StorableTime {

    /** The earliest storable instant. */
    public static final Instant EARLIEST = Instant.parse("1000-01-01T00:00:00Z");

    /** The latest storable instant. */
    public static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    /** The longest allowed delay: about a thousand years. */
    public static final Duration LONGEST = Duration.ofDays(365_000);

    private StorableTime() {}

    /** Whether the instant can be stored unchanged. */
    public static boolean holds(Instant instant) {
        return !instant.isBefore(EARLIEST) && !instant.isAfter(LATEST);
    }

    /** Whether the delay is allowed. */
    public static boolean holds(Duration delay) {
        return !delay.isNegative() && delay.compareTo(LONGEST) <= 0;
    }

    /** The instant, or the nearest that can be stored. */
    public static Instant nearest(Instant instant) {
        return holds(instant) ? instant : instant.isBefore(EARLIEST) ? EARLIEST : LATEST;
    }

    /** The delay, or the nearest allowed one. */
    public static Duration nearest(Duration delay) {
        return holds(delay) ? delay : delay.isNegative() ? Duration.ZERO : LONGEST;
    }
}
