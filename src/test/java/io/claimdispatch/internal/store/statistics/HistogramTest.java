package io.claimdispatch.internal.store.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fixed buckets, and what is told by them. */
class HistogramTest {

    private static Histogram of(LongStream millis) {
        long[] counts = new long[Histogram.BUCKETS];
        millis.forEach(each -> counts[Histogram.bucket(TimeUnit.MILLISECONDS.toNanos(each))]++);
        return Histogram.of(counts);
    }

    @Test
    void each_bucket_begins_where_the_one_before_ends_and_is_at_most_a_quarter_wide() {
        for (int bucket = 0; bucket < Histogram.BUCKETS - 1; bucket++) {
            long begin = Histogram.begin(bucket);
            long end = Histogram.begin(bucket + 1);

            assertThat(Histogram.bucket(begin)).isEqualTo(bucket);
            assertThat(Histogram.bucket(end - 1)).isEqualTo(bucket);
            if (bucket >= 4) {
                assertThat(end - begin).isLessThanOrEqualTo(begin / 4);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "-9223372036854775808, 0", "0, 0", "9223372036854775807, 139"})
    void durations_beyond_the_ends_fall_into_the_outermost_buckets(long nanos, int bucket) {
        assertThat(Histogram.bucket(nanos)).isEqualTo(bucket);
    }

    @Test
    void quantiles_are_off_by_no_more_than_a_bucket() {
        Histogram histogram = of(LongStream.rangeClosed(1, 1_000));

        for (int percent : new int[] {1, 50, 95, 99, 100}) {
            assertThat(histogram.quantile(percent / 100.0).orElseThrow().toNanos() / 1e6)
                    .as("p%s", percent)
                    .isBetween(percent * 10 * 0.75, percent * 10 * 1.25 + 1);
        }
    }

    @Test
    void of_two_clusters_the_median_is_in_the_larger_one_and_the_tail_in_the_other() {
        Histogram histogram = of(LongStream.concat(
                LongStream.generate(() -> 10).limit(90),
                LongStream.generate(() -> 5_000).limit(10)));

        assertThat(histogram.quantile(0.5).orElseThrow()).isBetween(Duration.ofMillis(8), Duration.ofMillis(13));
        assertThat(histogram.quantile(0.95).orElseThrow())
                .isBetween(Duration.ofMillis(4_000), Duration.ofMillis(6_500));
    }

    @Test
    void nothing_has_no_quantile() {
        assertThat(Histogram.EMPTY.quantile(0.5)).isEmpty();
        assertThat(Histogram.EMPTY.toString()).isEmpty();
        assertThat(Histogram.parse("")).isEqualTo(Histogram.EMPTY);
        assertThat(Histogram.parse(null)).isEqualTo(Histogram.EMPTY);
    }

    @Test
    void a_histogram_is_read_as_it_was_written_and_fits_into_its_column() {
        long[] most = IntStream.range(0, Histogram.BUCKETS)
                .mapToLong(bucket -> 100_000_000_000_000_000L + bucket)
                .toArray();
        Histogram histogram = Histogram.of(most);

        assertThat(histogram.toString()).hasSizeLessThan(4_000);
        assertThat(Histogram.parse(histogram.toString())).isEqualTo(histogram);
        assertThat(Histogram.of(0, 3, 0, 1).toString()).isEqualTo("1=3 3=1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1=3 200=7", "1=3 -4=2", "1=3 x=2", "1=3 2=x", "1=3  ", "1=3 7", "1=3 2=9999999999999999999"})
    void what_another_version_may_have_written_is_left_out(String text) {
        assertThat(Histogram.parse(text)).isEqualTo(Histogram.of(0, 3));
    }

    @Test
    void the_sum_of_two_has_what_both_have() {
        Histogram sum = of(LongStream.of(5, 7)).plus(of(LongStream.of(7)));

        assertThat(sum).isEqualTo(of(LongStream.of(5, 7, 7)));
        assertThat(sum.count()).isEqualTo(3);
        assertThat(Arrays.asList(sum, of(LongStream.of(5)))).doesNotHaveDuplicates();
    }
}
