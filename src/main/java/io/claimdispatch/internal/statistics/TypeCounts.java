package io.claimdispatch.internal.statistics;

import io.claimdispatch.internal.store.statistics.Counter;
import io.claimdispatch.internal.store.statistics.Histogram;
import io.claimdispatch.internal.store.statistics.Tally;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * The counts of one type, which only grow: what was counted since the last time is the difference, so that nothing is
 * lost or counted twice while threads count on. Counting takes no lock and no memory.
 */
final class TypeCounts {

    private final LongAdder[] counters = new LongAdder[Counter.values().length];
    private final AtomicLongArray waits = new AtomicLongArray(Histogram.BUCKETS);
    private final AtomicLongArray runs = new AtomicLongArray(Histogram.BUCKETS);

    /** What was there at the last {@link #drain}. */
    private final long[] drained = new long[counters.length];

    private final long[] drainedWaits = new long[Histogram.BUCKETS];
    private final long[] drainedRuns = new long[Histogram.BUCKETS];

    TypeCounts() {
        for (int i = 0; i < counters.length; i++) {
            counters[i] = new LongAdder();
        }
    }

    void count(Counter counter, int times) {
        counters[counter.ordinal()].add(times);
    }

    void waited(long nanos) {
        waits.incrementAndGet(Histogram.bucket(nanos));
    }

    void ran(long nanos) {
        runs.incrementAndGet(Histogram.bucket(nanos));
    }

    /** What was counted since the last call; {@link Tally#EMPTY} if nothing was. */
    synchronized Tally drain() {
        long[] counts = new long[counters.length];
        for (int i = 0; i < counts.length; i++) {
            long sum = counters[i].sum();
            counts[i] = sum - drained[i];
            drained[i] = sum;
        }
        return Tally.of(counts, drain(waits, drainedWaits), drain(runs, drainedRuns), null);
    }

    private static Histogram drain(AtomicLongArray buckets, long[] before) {
        long[] counts = new long[before.length];
        for (int i = 0; i < counts.length; i++) {
            long sum = buckets.get(i);
            counts[i] = sum - before[i];
            before[i] = sum;
        }
        return Histogram.of(counts);
    }
}
