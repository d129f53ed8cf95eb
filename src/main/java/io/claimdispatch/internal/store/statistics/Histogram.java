package io.claimdispatch.internal.store.statistics;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How often durations fell into fixed buckets, each no wider than a quarter of its beginning. As the buckets are
 * fixed, histograms of nodes, types and times can be added. Immutable.
 */
public final class Histogram {

    /** The number of buckets. The last one begins at 44 days, and has no end. */
    public static final int BUCKETS = 140;

    /** Nothing was measured. */
    public static final Histogram EMPTY = new Histogram(new long[BUCKETS]);

    /** The unit of the buckets. */
    private static final long NANOS = 64_000;

    private final long[] counts;

    private Histogram(long[] counts) {
        this.counts = counts;
    }

    /**
     * Takes the numbers of the buckets, in their order.
     *
     * @param counts at most {@link #BUCKETS}
     */
    public static Histogram of(long... counts) {
        return new Histogram(Arrays.copyOf(counts, BUCKETS));
    }

    /** The bucket of a duration; that of a negative one is the first. */
    public static int bucket(long nanos) {
        long units = nanos / NANOS;
        if (units < 4) {
            return (int) Math.max(0, units);
        }
        // four buckets for each power of two, by the two digits behind the first one
        int power = 63 - Long.numberOfLeadingZeros(units);
        int bucket = 4 * (power - 1) + (int) ((units >> (power - 2)) & 3);
        return Math.min(bucket, BUCKETS - 1);
    }

    /** Where a bucket begins, in nanoseconds. */
    static long begin(int bucket) {
        return NANOS * (bucket < 4 ? bucket : (4L + bucket % 4) << (bucket / 4 - 1));
    }

    /** Reads what {@link #toString} wrote. What it cannot read, since another version wrote it, is left out. */
    public static Histogram parse(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return EMPTY;
        }
        long[] counts = new long[BUCKETS];
        for (String each : text.split(" ", -1)) {
            int equals = each.indexOf('=');
            OptionalLong bucket = number(equals < 0 ? "" : each.substring(0, equals));
            OptionalLong count = number(each.substring(equals + 1));
            if (bucket.isPresent() && bucket.getAsLong() < BUCKETS && count.isPresent()) {
                counts[(int) bucket.getAsLong()] += count.getAsLong();
            }
        }
        return new Histogram(counts);
    }

    private static OptionalLong number(String digits) {
        boolean isNumber = !digits.isEmpty()
                && digits.length() <= 18
                && digits.chars().allMatch(digit -> digit >= '0' && digit <= '9');
        return isNumber ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
    }

    /** The buckets that have something, as {@code 9=3 17=1}; empty if none has. At most 4,000 characters. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < BUCKETS; i++) {
            if (counts[i] != 0) {
                text.append(text.length() == 0 ? "" : " ").append(i).append('=').append(counts[i]);
            }
        }
        return text.toString();
    }

    /** This and the other together. */
    public Histogram plus(Histogram other) {
        long[] sum = counts.clone();
        for (int i = 0; i < BUCKETS; i++) {
            sum[i] += other.counts[i];
        }
        return new Histogram(sum);
    }

    /** How many durations were measured. */
    public long count() {
        return Arrays.stream(counts).sum();
    }

    /**
     * The duration that this share of all durations did not exceed, as far as the bucket tells; empty if there were
     * none.
     *
     * @param share from 0 to 1
     */
    public Optional<Duration> quantile(double share) {
        long count = count();
        if (count == 0) {
            return Optional.empty();
        }
        double rank = Math.max(1, Math.ceil(share * count));
        long before = 0;
        int bucket = 0;
        while (before + counts[bucket] < rank) {
            before += counts[bucket++];
        }
        // as if those of the bucket were spread evenly over it
        double part = bucket == BUCKETS - 1 ? 0 : (rank - before) / counts[bucket];
        long begin = begin(bucket);
        return Optional.of(Duration.ofNanos(begin + (long) (part * (begin(bucket + 1) - begin))));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Histogram histogram && Arrays.equals(counts, histogram.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }
}
