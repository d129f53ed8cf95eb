package io.claimdispatch.internal.store;

import static io.claimdispatch.internal.store.TestDatabase.TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.statistics.Histogram;
import io.claimdispatch.internal.store.statistics.Statistic;
import io.claimdispatch.internal.store.statistics.StatisticRows;
import io.claimdispatch.internal.store.statistics.Tally;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;

/** Statistics as they are stored. */
@ParameterizedClass
@EachDatabase
class StatisticRowsTest {

    private static final Instant NIGHT = Instant.parse("2026-10-25T00:59:00Z");

    private final TestDatabase database;
    private final StatisticRows rows;

    StatisticRowsTest(Databases database) {
        this.database = database.database();
        this.rows = this.database.store().statistics();
    }

    @BeforeEach
    void anEmptyTable() throws SQLException {
        database.reset();
    }

    private static Tally tally(long first) {
        return Tally.of(
                new long[] {first, 2, 3, 4, 5, 6, 7, 8, Long.MAX_VALUE},
                Histogram.of(0, 17),
                Histogram.EMPTY,
                Duration.ofMillis(1_234_567));
    }

    private static Statistic minute(int minute, String type, String node, Tally tally) {
        return new Statistic(Statistic.MINUTE, NIGHT.plus(Duration.ofMinutes(minute)), type, node, tally);
    }

    private void write(Statistic... written) throws SQLException {
        database.commit(c -> {
            rows.write(c, TABLE, List.of(written));
            return true;
        });
    }

    private List<Statistic> all(int fromMinute, int untilMinute) throws SQLException {
        return database.commit(c -> rows.all(
                c,
                TABLE,
                Statistic.MINUTE,
                NIGHT.plus(Duration.ofMinutes(fromMinute)),
                NIGHT.plus(Duration.ofMinutes(untilMinute))));
    }

    @Test
    void a_row_is_read_as_it_was_written_also_in_the_hour_that_comes_twice() throws SQLException {
        String odd = "näh ☃ \uD83D\uDE00 '\";--";
        Statistic[] written = {
            minute(0, odd, odd, tally(1)), minute(1, odd, odd, Tally.EMPTY), minute(61, odd, odd, tally(3))
        };

        write(written);

        assertThat(all(0, 120)).containsExactlyInAnyOrder(written);
    }

    @Test
    void what_is_written_again_replaces_what_was_there() throws SQLException {
        Statistic other = minute(0, "mail", "node-2", tally(9));
        write(minute(0, "mail", "node-1", tally(1)), other);
        Statistic again = minute(0, "mail", "node-1", Tally.of(new long[] {5}, Histogram.EMPTY, Histogram.of(1), null));

        write(again);

        assertThat(all(0, 1)).containsExactlyInAnyOrder(again, other);
    }

    /** A missed update of InnoDB locks the gap that all nodes insert their minutes into: of two, one fails. */
    @Test
    void nodes_that_begin_the_same_minute_at_once_do_not_wait_for_each_other() throws Exception {
        ExecutorService nodes = Executors.newFixedThreadPool(2);
        CyclicBarrier start = new CyclicBarrier(2);
        try {
            for (int minute = 0; minute < 100; minute++) {
                Statistic one = minute(minute, "mail", "node-1", tally(1));
                Statistic other = minute(minute, "mail", "node-2", tally(2));
                List<Future<?>> both = new ArrayList<>();
                for (Statistic own : List.of(one, other)) {
                    both.add(nodes.submit(() -> {
                        start.await(20, TimeUnit.SECONDS);
                        write(own);
                        return true;
                    }));
                }
                for (Future<?> each : both) {
                    each.get(20, TimeUnit.SECONDS);
                }
            }
        } finally {
            nodes.shutdownNow();
        }
        assertThat(all(0, 100)).hasSize(200);
    }

    @Test
    void types_that_differ_in_case_or_accents_are_counted_apart() throws SQLException {
        write(
                minute(0, "mail", "n", tally(1)),
                minute(0, "Mail", "n", tally(2)),
                minute(0, "mäil", "n", tally(3)),
                minute(0, "mail", "N", tally(4)));

        assertThat(all(0, 1)).hasSize(4);
        List<Statistic> mail = database.commit(
                c -> rows.ofType(c, TABLE, Statistic.MINUTE, NIGHT, NIGHT.plus(Duration.ofMinutes(1)), "Mail"));
        assertThat(mail).containsExactly(minute(0, "Mail", "n", tally(2)));
    }

    @Test
    void only_the_interval_the_width_and_the_node_that_are_asked_for_are_read() throws SQLException {
        Statistic wide = new Statistic(Statistic.QUARTER, NIGHT, "mail", Statistic.ALL, tally(7));
        write(
                minute(-1, "mail", "n", tally(1)),
                minute(0, "mail", "n", tally(2)),
                minute(0, "mail", "m", tally(2)),
                minute(1, "mail", "n", tally(3)),
                wide);

        assertThat(all(0, 1)).extracting(Statistic::node).containsExactlyInAnyOrder("n", "m");
        List<Statistic> ofNode = database.commit(c -> rows.ofNode(c, TABLE, Statistic.MINUTE, NIGHT, "m"));
        assertThat(ofNode).containsExactly(minute(0, "mail", "m", tally(2)));
        Instant first = database.commit(c -> rows.first(c, TABLE, Statistic.MINUTE));
        assertThat(first).isEqualTo(NIGHT.minus(Duration.ofMinutes(1)));
        Instant firstDay = database.commit(c -> rows.first(c, TABLE, Statistic.DAY));
        assertThat(firstDay).isNull();
    }

    @Test
    void older_intervals_of_one_width_are_deleted() throws SQLException {
        Statistic wide = new Statistic(Statistic.QUARTER, NIGHT, "mail", Statistic.ALL, tally(7));
        write(minute(0, "mail", "n", tally(1)), minute(1, "mail", "n", tally(2)), wide);

        int deleted = database.commit(c -> rows.delete(c, TABLE, Statistic.MINUTE, NIGHT.plus(Duration.ofMinutes(1))));

        assertThat(deleted).isEqualTo(1);
        assertThat(all(0, 9)).containsExactly(minute(1, "mail", "n", tally(2)));
        assertThat(database.query("SELECT width FROM action_logs_stats")).hasSize(2);
    }

    @Test
    void a_missing_table_is_named() {
        assertThatThrownBy(() -> database.commit(c -> rows.all(
                        c, new TableName("never_logs"), Statistic.MINUTE, NIGHT, NIGHT.plus(Duration.ofMinutes(1)))))
                .hasMessageContaining("CLAIM0021")
                .hasMessageContaining("never_logs_stats");
    }
}
