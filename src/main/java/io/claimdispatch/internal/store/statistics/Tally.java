package io.claimdispatch.internal.store.statistics;

import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was counted and measured in an interval. Immutable. */
public final class Tally {

    /** Nothing. */
    public static final Tally EMPTY =
            new Tally(new long[Counter.values().length], Histogram.EMPTY, Histogram.EMPTY, null);

    private final long[] counts;
    private final Histogram waits;
    private final Histogram runs;
    private final @Nullable Duration oldestDue;

    private Tally(long[] counts, Histogram waits, Histogram runs, @Nullable Duration oldestDue) {
        this.counts = counts;
        this.waits = waits;
        this.runs = runs;
        this.oldestDue = oldestDue;
    }

    /**
     * Takes the numbers.
     *
     * @param counts one for each {@link Counter}, in their order
     * @param waits how long attempts waited before they began
     * @param runs how long attempts ran
     * @param oldestDue for how long the oldest due row was due, at most; null if none was
     */
    public static Tally of(long[] counts, Histogram waits, Histogram runs, @Nullable Duration oldestDue) {
        return new Tally(Arrays.copyOf(counts, Counter.values().length), waits, runs, oldestDue);
    }

    /** How often something happened. */
    public long of(Counter counter) {
        return counts[counter.ordinal()];
    }

    /** How long attempts waited, from the time when they were due to their begin. */
    public Histogram waits() {
        return waits;
    }

    /** How long attempts ran. */
    public Histogram runs() {
        return runs;
    }

    /** For how long the oldest due row was due, at most; null if none was seen. */
    public @Nullable Duration oldestDue() {
        return oldestDue;
    }

    /** Rows that ended, in whichever way. */
    public long ended() {
        return of(Counter.PROCESSED)
                + of(Counter.DEAD)
                + of(Counter.SKIPPED)
                + of(Counter.DISCARDED)
                + of(Counter.CANCELLED);
    }

    /** Attempts that failed, the last ones of dead rows included. */
    public long failures() {
        return of(Counter.FAILED) + of(Counter.DEAD);
    }

    /** The same, and those that succeeded. */
    public long tried() {
        return failures() + of(Counter.PROCESSED);
    }

    /** The share of attempts that failed, of those that succeeded or failed; 0 if there were none. */
    public double failureRate() {
        return tried() == 0 ? 0 : (double) failures() / tried();
    }

    /** This and the other together. */
    public Tally plus(Tally other) {
        long[] sum = counts.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += other.counts[i];
        }
        return new Tally(sum, waits.plus(other.waits), runs.plus(other.runs), longer(oldestDue, other.oldestDue));
    }

    private static @Nullable Duration longer(@Nullable Duration one, @Nullable Duration other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) < 0 ? other : one;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Tally tally
                && Arrays.equals(counts, tally.counts)
                && waits.equals(tally.waits)
                && runs.equals(tally.runs)
                && Objects.equals(oldestDue, tally.oldestDue);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(counts), waits, runs, oldestDue);
    }

    @Override
    public String toString() {
        return Arrays.toString(counts) + " waits " + waits + " runs " + runs + " oldest due " + oldestDue;
    }
}
