package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.Outcome;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.EachDatabase;
import io.claimdispatch.internal.store.TestDatabase;
import io.claimdispatch.internal.store.statistics.Counter;
import io.claimdispatch.internal.store.statistics.Histogram;
import io.claimdispatch.internal.store.statistics.Statistic;
import io.claimdispatch.internal.store.statistics.StatisticRows;
import io.claimdispatch.internal.store.statistics.Tally;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;

/** What nodes count, write and add. */
@ParameterizedClass
@EachDatabase
class StatisticsTest extends PipelineTest {

    private static final Timings OFTEN = new ShortTimings() {
        @Override
        public Duration statistics() {
            return Duration.ofMillis(100);
        }

        @Override
        public Duration statisticsSums() {
            return Duration.ofMillis(100);
        }
    };

    StatisticsTest(Databases database) {
        super(database);
    }

    private Node.Builder often() {
        return node().timings(OFTEN);
    }

    private List<Statistic> stored(int width) throws SQLException {
        TestDatabase tested = database.database();
        StatisticRows rows = tested.dialect().store().statistics();
        return tested.commit(connection -> rows.all(
                connection,
                TableName.ACTION_LOGS,
                width,
                Instant.parse("2020-01-01T00:00:00Z"),
                Instant.parse("2099-01-01T00:00:00Z")));
    }

    private Tally minutes(Predicate<Statistic> chosen) throws SQLException {
        return stored(Statistic.MINUTE).stream()
                .filter(chosen)
                .map(Statistic::tally)
                .reduce(Tally.EMPTY, Tally::plus);
    }

    private Tally of(String type) throws SQLException {
        return minutes(row -> row.type().equals(type));
    }

    private static String counts(Tally tally) {
        return Arrays.stream(Counter.values())
                .filter(counter -> tally.of(counter) > 0)
                .map(counter -> counter + " " + tally.of(counter))
                .collect(Collectors.joining(", "));
    }

    private void write(Statistic... rows) throws SQLException {
        TestDatabase tested = database.database();
        tested.commit(connection -> {
            tested.dialect().store().statistics().write(connection, TableName.ACTION_LOGS, List.of(rows));
            return true;
        });
    }

    private static Tally processed(long rows) {
        long[] counts = new long[Counter.values().length];
        counts[Counter.PROCESSED.ordinal()] = rows;
        return Tally.of(counts, Histogram.EMPTY, Histogram.of(0, 0, rows), null);
    }

    @Test
    void each_end_of_an_attempt_is_counted_once_with_its_type() throws Exception {
        AtomicInteger snoozes = new AtomicInteger();
        Node node = running(often().set("retry.max-attempts", "2")
                .on("good", row -> Job.task(() -> {}))
                .on("atomic", row -> Job.atomic(() -> {}))
                .on("bad", row -> {
                    throw new IllegalStateException("no");
                })
                .on("moot", row -> Job.task(() -> Outcome.discard("done elsewhere")))
                .on("void", row -> Job.task(() -> Outcome.cancel("not wanted")))
                .on(
                        "late",
                        row -> Job.task(() -> snoozes.getAndIncrement() == 0
                                ? Outcome.snoozeFor(Duration.ZERO)
                                : Outcome.success())));
        for (String type : List.of("good", "good", "good", "atomic", "bad", "moot", "void", "late")) {
            publishNow(node, type);
        }
        untilStates("CANCELLED 1, DEAD 1, DISCARDED 1, PROCESSED 5");

        until(() -> of(Statistic.ALL).ended() == 8);

        assertThat(counts(of("good"))).isEqualTo("PUBLISHED 3, STARTED 3, PROCESSED 3");
        assertThat(counts(of("atomic"))).isEqualTo("PUBLISHED 1, STARTED 1, PROCESSED 1");
        assertThat(counts(of("bad"))).isEqualTo("PUBLISHED 1, STARTED 2, FAILED 1, DEAD 1");
        assertThat(counts(of("moot"))).isEqualTo("PUBLISHED 1, STARTED 1, DISCARDED 1");
        assertThat(counts(of("void"))).isEqualTo("PUBLISHED 1, STARTED 1, CANCELLED 1");
        assertThat(counts(of("late"))).isEqualTo("PUBLISHED 1, STARTED 2, PROCESSED 1, SNOOZED 1");
        assertThat(counts(of(Statistic.ALL)))
                .isEqualTo(
                        "PUBLISHED 8, STARTED 10, PROCESSED 5, FAILED 1, DEAD 1, DISCARDED 1, SNOOZED 1, CANCELLED 1");
        assertThat(of("bad").runs().count()).isEqualTo(2);
        assertThat(minutes(row -> !row.node().equals(node.loop().nodeName()))).isEqualTo(Tally.EMPTY);
    }

    @Test
    void how_long_rows_waited_and_ran_is_measured_by_the_databases_clock() throws Exception {
        Gate gate = new Gate();
        // its own clock is an hour wrong
        Node node = running(
                often().clock(() -> Instant.now().plus(Duration.ofHours(1))).on("work", row -> Job.task(gate::pass)));
        until(() -> database.query("SELECT state FROM action_logs_nodes").size() == 1);
        long id = id(node.publisher().publish(draft -> draft.type("work").eligibleNow()));
        until(() -> gate.arrived() == 1);
        Instant begun = database.now();
        until(() -> Duration.between(begun, database.now()).toMillis() > 500);
        gate.open();
        untilIs(id, ActionState.PROCESSED);

        until(() -> of("work").runs().count() == 1);

        assertThat(of("work").runs().quantile(0.5).orElseThrow())
                .isBetween(Duration.ofMillis(400), Duration.ofSeconds(20));
        assertThat(of("work").waits().quantile(0.5).orElseThrow()).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void a_publish_that_is_rolled_back_is_not_counted() throws Exception {
        Node node = byHand(often());
        LocalUserTransaction transaction = new LocalUserTransaction();
        transaction.begin();
        publishNow(node, "undone");
        transaction.rollback();
        transaction.begin();
        publishNow(node, "kept");
        transaction.commit();

        until(() -> of("kept").of(Counter.PUBLISHED) == 1);

        assertThat(of("undone").of(Counter.PUBLISHED)).isZero();
    }

    @Test
    void what_cannot_be_written_is_kept_and_written_later() throws Exception {
        Node node = running(often().on("work", row -> Job.task(() -> {})));
        publishNow(node, "work");
        until(() -> of("work").of(Counter.PROCESSED) == 1);
        database.execute("ALTER TABLE action_logs_stats ADD CONSTRAINT refusing CHECK (started < 2)");
        try {
            for (int i = 0; i < 4; i++) {
                publishNow(node, "work");
            }
            untilStates("PROCESSED 5");
            Instant refused = database.now();
            until(() -> Duration.between(refused, database.now()).toMillis() > 1_000);
            assertThat(of("work").of(Counter.PROCESSED)).isLessThan(5);
        } finally {
            database.execute("ALTER TABLE action_logs_stats DROP CONSTRAINT refusing");
        }

        until(() -> of("work").of(Counter.PROCESSED) == 5);
        assertThat(counts(of("work"))).isEqualTo("PUBLISHED 5, STARTED 5, PROCESSED 5");
    }

    @Test
    void a_node_that_stops_writes_the_rest() throws Exception {
        Node node = running(node().on("work", row -> Job.task(() -> {})));
        until(() -> database.query("SELECT state FROM action_logs_nodes").size() == 1);
        publishNow(node, "work");
        untilStates("PROCESSED 1");

        node.stop();

        assertThat(of("work").of(Counter.PROCESSED)).isEqualTo(1);
    }

    @Test
    void the_oldest_due_row_is_sampled_although_nothing_is_claimed() throws Exception {
        Node node = byHand(often());
        publishNow(node, "younger");
        id(node.publisher()
                .publish(draft -> draft.type("waiting").eligibleAt(Instant.now().minusSeconds(300))));

        until(() -> of("waiting").oldestDue() != null);

        assertThat(of("waiting").oldestDue()).isBetween(Duration.ofSeconds(299), Duration.ofSeconds(900));
        // a write between the two reads makes the second one older
        until(() -> of("waiting").oldestDue().equals(of(Statistic.ALL).oldestDue()));
    }

    @Test
    void minutes_of_all_nodes_are_added_and_old_ones_deleted() throws Exception {
        Instant today = Statistic.start(database.now(), Statistic.DAY);
        Instant old = today.minus(Duration.ofDays(3));
        Instant yesterday = today.minus(Duration.ofMinutes(1));
        write(
                new Statistic(Statistic.MINUTE, old, "work", "n1", processed(1)),
                new Statistic(Statistic.MINUTE, old, Statistic.ALL, "n1", processed(1)),
                new Statistic(Statistic.MINUTE, old.plus(Duration.ofMinutes(14)), "work", "n2", processed(2)),
                new Statistic(Statistic.MINUTE, old.plus(Duration.ofMinutes(14)), Statistic.ALL, "n2", processed(2)),
                new Statistic(Statistic.MINUTE, old.plus(Duration.ofMinutes(15)), "work", "n2", processed(4)),
                new Statistic(Statistic.MINUTE, yesterday, "work", "n2", processed(8)),
                new Statistic(Statistic.DAY, today.minus(Duration.ofDays(401)), "work", Statistic.ALL, processed(9)));

        running(often());
        running(often());
        until(() ->
                stored(Statistic.MINUTE).stream().noneMatch(row -> row.startAt().isBefore(old.plus(Duration.ofDays(1))))
                        && stored(Statistic.DAY).stream()
                                        .filter(row -> row.type().equals("work"))
                                        .count()
                                == 2);

        assertThat(stored(Statistic.QUARTER))
                .filteredOn(row -> row.startAt().isBefore(today.minus(Duration.ofMinutes(15))))
                .containsExactlyInAnyOrder(
                        new Statistic(Statistic.QUARTER, old, "work", Statistic.ALL, processed(3)),
                        new Statistic(Statistic.QUARTER, old, Statistic.ALL, Statistic.ALL, processed(3)),
                        new Statistic(
                                Statistic.QUARTER,
                                old.plus(Duration.ofMinutes(15)),
                                "work",
                                Statistic.ALL,
                                processed(4)));
        assertThat(stored(Statistic.DAY))
                .filteredOn(row -> row.type().equals("work"))
                .containsExactlyInAnyOrder(
                        new Statistic(Statistic.DAY, old, "work", Statistic.ALL, processed(7)),
                        new Statistic(
                                Statistic.DAY, today.minus(Duration.ofDays(1)), "work", Statistic.ALL, processed(8)));
    }

    @Test
    void a_minute_that_is_written_late_comes_into_its_sum_and_none_counts_twice() throws Exception {
        Instant quarter = Statistic.start(database.now(), Statistic.QUARTER).minus(Duration.ofMinutes(15));
        Statistic first = new Statistic(Statistic.MINUTE, quarter, "work", "n1", processed(1));
        // the sum of all types is what tells that a sum was made
        write(first, new Statistic(Statistic.MINUTE, quarter, Statistic.ALL, "n1", processed(1)));
        running(often());
        running(often());
        until(() -> stored(Statistic.QUARTER)
                .contains(new Statistic(Statistic.QUARTER, quarter, "work", Statistic.ALL, processed(1))));

        write(new Statistic(Statistic.MINUTE, quarter, "work", "n2", processed(2)));

        until(() -> stored(Statistic.QUARTER)
                .contains(new Statistic(Statistic.QUARTER, quarter, "work", Statistic.ALL, processed(3))));
    }

    @Test
    void the_first_node_by_name_adds_and_if_it_is_lost_the_next_one_does() throws Exception {
        Instant quarter = Statistic.start(database.now(), Statistic.QUARTER).minus(Duration.ofMinutes(15));
        Statistic sum = new Statistic(Statistic.QUARTER, quarter, "work", Statistic.ALL, processed(1));
        write(new Statistic(Statistic.MINUTE, quarter, "work", "n1", processed(1)));
        database.execute("INSERT INTO action_logs_nodes (node, state, started_at, seen_at, detail)"
                + " VALUES ('!', 'RUNNING', {ts '2020-01-01 00:00:00'}, {ts '2099-01-01 00:00:00'}, '{}')");
        Node node = running(often().on("work", row -> Job.task(() -> {})));
        publishNow(node, "work");
        until(() -> of("work").of(Counter.STARTED) == 1);
        Instant seen = database.now();
        until(() -> Duration.between(seen, database.now()).toMillis() > 500);
        assertThat(stored(Statistic.QUARTER)).isEmpty();

        database.execute("UPDATE action_logs_nodes SET seen_at = {ts '2020-01-01 00:00:00'} WHERE node = '!'");

        until(() -> stored(Statistic.QUARTER).contains(sum));
    }

    @Test
    void a_sum_whose_minutes_are_partly_deleted_is_left_as_it_is() throws Exception {
        Instant old = Statistic.start(database.now(), Statistic.QUARTER).minus(Duration.ofHours(5));
        Statistic sum = new Statistic(Statistic.QUARTER, old, Statistic.ALL, Statistic.ALL, processed(100));
        write(sum, new Statistic(Statistic.MINUTE, old, Statistic.ALL, "n1", processed(1)));
        Instant before = old.minus(Duration.ofMinutes(15));
        write(new Statistic(Statistic.MINUTE, before, Statistic.ALL, "n1", processed(1)));

        running(often());
        until(() -> stored(Statistic.QUARTER)
                .contains(new Statistic(Statistic.QUARTER, before, Statistic.ALL, Statistic.ALL, processed(1))));
        Instant added = database.now();
        until(() -> Duration.between(added, database.now()).toMillis() > 500);

        assertThat(stored(Statistic.QUARTER)).contains(sum);
    }
}
