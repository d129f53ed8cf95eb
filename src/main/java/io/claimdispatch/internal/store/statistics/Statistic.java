package io.claimdispatch.internal.store.statistics;

import java.time.Instant;

/**
 * A stored row of statistics.
 *
 * @param width of its interval, in minutes: {@link #MINUTE}, {@link #QUARTER} or {@link #DAY}
 * @param startAt the start of its interval, in UTC
 * @param type the type, {@link #ALL} or {@link #OTHERS}
 * @param node the node that counted; {@link #ALL} where all nodes are added
 * @param tally what it counted
 */
public record Statistic(int width, Instant startAt, String type, String node, Tally tally) {

    /** The width of the intervals that nodes write. */
    public static final int MINUTE = 1;

    /** The width of the first sums. */
    public static final int QUARTER = 15;

    /** The width of the second sums. */
    public static final int DAY = 1_440;

    /** All types together, or all nodes. No processor has such a type. */
    public static final String ALL = "*";

    /** Types that a node has no room for. */
    public static final String OTHERS = "*other";

    /** The type that a row counts as: one of such a type would be taken for a sum. */
    public static String countedAs(String type) {
        return type.equals(ALL) || type.equals(OTHERS) ? OTHERS : type;
    }

    /** The start of the interval of this width that a time is in. */
    public static Instant start(Instant time, int width) {
        long seconds = 60L * width;
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), seconds) * seconds);
    }
}
