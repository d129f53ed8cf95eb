package io.claimdispatch.internal.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.store.statistics.Counter;
import io.claimdispatch.internal.store.statistics.Histogram;
import io.claimdispatch.internal.store.statistics.Statistic;
import io.claimdispatch.internal.store.statistics.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which minute a count belongs to, and what is written again. */
class UnwrittenStatisticsTest {

    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

    private final UnwrittenStatistics unwritten = new UnwrittenStatistics();

    private static Instant at(String afterNoon) {
        return NOON.plus(Duration.parse(afterNoon));
    }

    private static Map<String, Tally> one(String type) {
        return Map.of(type, Tally.of(new long[] {0, 1}, Histogram.EMPTY, Histogram.EMPTY, null));
    }

    private List<String> rows() {
        return unwritten.rows("n").stream()
                .map(row -> row.startAt().toString().substring(14, 16) + " " + row.type() + " "
                        + row.tally().of(Counter.STARTED))
                .toList();
    }

    @Test
    void what_was_counted_until_a_minute_ends_belongs_to_it_and_not_to_the_next() {
        unwritten.add(at("PT20S"), one("a"));
        unwritten.add(at("PT1M0.2S"), one("a"));
        unwritten.add(at("PT2M0.1S"), one("a"));

        assertThat(rows()).containsExactly("00 a 2", "00 * 2", "01 a 1", "01 * 1");
    }

    @Test
    void a_minute_is_written_as_a_whole_until_it_is_known_to_be_stored() {
        unwritten.add(at("PT1M"), one("a"));
        unwritten.add(at("PT1M1S"), one("b"));

        assertThat(rows()).as("nothing was stored").containsExactly("01 a 1", "01 b 1", "01 * 2");

        unwritten.stored();
        unwritten.add(at("PT1M2S"), one("b"));

        assertThat(rows()).as("in place of what is stored").containsExactly("01 a 1", "01 b 2", "01 * 3");

        unwritten.add(at("PT3M"), one("b"));
        unwritten.stored();

        assertThat(rows()).as("the last one may become more").containsExactly("02 b 1", "02 * 1");
    }

    @Test
    void what_an_earlier_node_of_the_name_has_stored_of_the_minute_is_not_lost() {
        unwritten.addStored(List.of(
                new Statistic(Statistic.MINUTE, NOON, "a", "n", one("a").get("a")),
                new Statistic(Statistic.MINUTE, NOON, Statistic.ALL, "n", one("a").get("a"))));

        unwritten.add(at("PT1S"), one("a"));

        assertThat(rows()).containsExactly("00 a 2", "00 * 2");
    }

    @Test
    void after_some_minutes_that_cannot_be_stored_counts_wait() {
        for (int minute = 1; !unwritten.isFull(); minute++) {
            assertThat(minute).isLessThan(10);
            unwritten.add(NOON.plus(Duration.ofMinutes(minute)), one("a"));
        }

        unwritten.stored();

        assertThat(unwritten.isFull()).isFalse();
    }

    @Test
    void a_clock_that_is_set_back_does_no_harm() {
        unwritten.add(at("PT5M"), one("a"));
        unwritten.add(at("PT1M30S"), one("a"));

        assertThat(rows()).containsExactly("01 a 1", "01 * 1", "05 a 1", "05 * 1");
    }
}
