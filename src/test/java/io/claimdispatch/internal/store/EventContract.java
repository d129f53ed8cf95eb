package io.claimdispatch.internal.store;

import static io.claimdispatch.internal.store.TestDatabase.TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.ActionEvent;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.operate.NewEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The events of a table: written in order, read from the newest on, deleted from the oldest on. */
abstract class EventContract {

    private static final TableName MISSING = new TableName("never_logs");

    final TestDatabase database;

    EventContract(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void noEvents() throws SQLException {
        database.reset();
    }

    private void write(List<NewEvent> events) throws SQLException {
        database.commit(c -> {
            database.store().events().write(c, TABLE, events);
            return true;
        });
    }

    private List<ActionEvent> latest(int limit) throws SQLException {
        return database.commit(c -> database.store().events().latest(c, TABLE, limit));
    }

    @Test
    void an_event_is_read_as_it_was_written() throws SQLException {
        Instant at = Instant.parse("2031-10-26T01:30:00.123456Z");
        String odd = "näh ☃ \uD83D\uDE00 \u202e'\";--\\ %_";
        write(List.of(
                new NewEvent(
                        at,
                        ActionEvent.DELETE,
                        new NewEvent.Author(odd, "x".repeat(995) + "näh \u2603", "node-1", "console"),
                        Long.MAX_VALUE,
                        "order.paid",
                        "{\"why\":\"" + "☃".repeat(50_000) + "\"}"),
                new NewEvent(at, ActionEvent.PAUSE, new NewEvent.Author(odd, null, "node-1", null), null, "*", null)));

        List<ActionEvent> events = latest(10);

        ActionEvent pause = events.get(0);
        ActionEvent delete = events.get(1);
        assertThat(delete.origin()).isEqualTo("console");
        assertThat(pause)
                .isEqualTo(
                        new ActionEvent(pause.id(), at, ActionEvent.PAUSE, odd, null, "node-1", null, null, "*", null));
        assertThat(delete.at()).isEqualTo(at);
        assertThat(delete.who()).isEqualTo(odd);
        assertThat(delete.why()).hasSize(1_000).endsWith("näh ☃");
        assertThat(delete.actionId()).isEqualTo(Long.MAX_VALUE);
        assertThat(delete.type()).isEqualTo("order.paid");
        assertThat(delete.detail()).hasSize(50_010).contains("☃");
        assertThat(delete.id()).isLessThan(pause.id());
    }

    @Test
    void the_newest_come_first_and_those_of_a_row_are_its_own() throws SQLException {
        Instant now = database.now();
        write(LongStream.range(0, 1_200).mapToObj(i -> Rows.event(now, i % 3)).toList());

        List<ActionEvent> all = latest(1_000);
        List<ActionEvent> ofOne = database.commit(c -> database.store().events().of(c, TABLE, 1, 7));

        assertThat(all).hasSize(1_000).isSortedAccordingTo((a, b) -> Long.compare(b.id(), a.id()));
        assertThat(all).extracting(ActionEvent::actionId).startsWith(2L, 1L, 0L, 2L);
        assertThat(ofOne).hasSize(7).extracting(ActionEvent::actionId).containsOnly(1L);
        assertThat(ofOne.get(0).id()).isEqualTo(all.get(1).id());
        List<ActionEvent> nextOfAll = database.commit(
                c -> database.store().events().latest(c, TABLE, all.get(999).id(), 1_000));
        List<ActionEvent> nextOfOne = database.commit(
                c -> database.store().events().of(c, TABLE, 1, ofOne.get(6).id(), 1));
        assertThat(nextOfAll).hasSize(200).extracting(ActionEvent::id).doesNotContainAnyElementsOf(ids(all));
        assertThat(nextOfOne.get(0).id()).isEqualTo(all.get(22).id());
        List<ActionEvent> ofNone =
                database.commit(c -> database.store().events().of(c, TABLE, 99, 7));
        assertThat(ofNone).isEmpty();
    }

    private static List<Long> ids(List<ActionEvent> events) {
        return events.stream().map(ActionEvent::id).toList();
    }

    @Test
    void events_go_with_their_transaction() throws SQLException {
        try (Connection connection = database.begin()) {
            database.store().events().write(connection, TABLE, List.of(Rows.event(Instant.EPOCH, 1L)));
            connection.rollback();
        }

        assertThat(latest(10)).isEmpty();
    }

    @Test
    void the_oldest_events_are_deleted_in_pieces_and_no_younger_ones() throws SQLException {
        Instant now = database.now();
        Instant old = now.minus(2, ChronoUnit.DAYS);
        write(LongStream.range(0, 1_200)
                .mapToObj(i -> Rows.event(i < 1_100 ? old : now, i))
                .toList());

        assertThat(prune(500)).isEqualTo(500);
        assertThat(prune(500)).isEqualTo(500);
        assertThat(prune(500)).isEqualTo(100);
        assertThat(prune(500)).isZero();

        assertThat(latest(1_000)).hasSize(100).extracting(ActionEvent::at).doesNotContain(old);
    }

    private int prune(int most) throws SQLException {
        return database.commit(c -> database.store().events().prune(c, TABLE, Duration.ofDays(1), most));
    }

    @Test
    void a_missing_table_is_named_with_the_command_that_prints_its_ddl() {
        List<NewEvent> events = List.of(Rows.event(Instant.EPOCH, 1L));

        for (Transactions.Work<?> work : List.<Transactions.Work<?>>of(
                c -> database.store().events().latest(c, MISSING, 1),
                c -> database.store().events().of(c, MISSING, 1, 1),
                c -> {
                    database.store().events().write(c, MISSING, events);
                    return true;
                })) {
            assertThatThrownBy(() -> database.commit(work))
                    .hasMessageContaining("CLAIM0021")
                    .hasMessageContaining("'never_logs_events'")
                    .hasMessageContaining("--table never_logs");
        }
    }
}
