package io.claimdispatch.internal.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.store.statistics.Counter;
import io.claimdispatch.internal.store.statistics.Histogram;
import io.claimdispatch.internal.store.statistics.Statistic;
import io.claimdispatch.internal.store.statistics.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Counting on many threads, and taking out what was counted meanwhile. */
class TypeCountsTest {

    private static final int THREADS = 4;
    private static final int TIMES = 50_000;

    @Test
    void nothing_is_lost_or_counted_twice_while_threads_count_on() throws Exception {
        TypeCounts counts = new TypeCounts();
        CountDownLatch counting = new CountDownLatch(THREADS);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<?>> ends = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            ends.add(threads.submit(() -> {
                for (int n = 0; n < TIMES; n++) {
                    counts.count(Counter.PROCESSED, 1);
                    counts.ran(n);
                }
                counting.countDown();
            }));
        }

        Tally all = Tally.EMPTY;
        while (counting.getCount() > 0) {
            all = all.plus(counts.drain());
        }
        for (Future<?> end : ends) {
            end.get();
        }
        threads.shutdown();
        all = all.plus(counts.drain());

        assertThat(all.of(Counter.PROCESSED)).isEqualTo(THREADS * TIMES);
        assertThat(all.runs().count()).isEqualTo(THREADS * TIMES);
        assertThat(counts.drain()).isEqualTo(Tally.EMPTY);
    }

    @Test
    void types_beyond_the_first_two_hundred_are_counted_together() {
        TableCounts table = new TableCounts();
        for (int i = 0; i < 1_000; i++) {
            table.of("user." + i).count(Counter.STARTED, 1);
        }
        table.of("user.3").count(Counter.STARTED, 1);
        // rows of such types would be taken for sums
        table.of(Statistic.ALL).count(Counter.STARTED, 1);
        table.of(Statistic.OTHERS).count(Counter.STARTED, 1);

        assertThat(table.drain())
                .hasSize(TableCounts.MOST_TYPES + 1)
                .doesNotContainKey(Statistic.ALL)
                .containsEntry(Statistic.OTHERS, started(802))
                .containsEntry("user.3", started(2));
        assertThat(table.drain()).isEmpty();
    }

    private static Tally started(long times) {
        return Tally.of(new long[] {0, times}, Histogram.EMPTY, Histogram.EMPTY, null);
    }
}
