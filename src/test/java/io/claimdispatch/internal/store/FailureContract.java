package io.claimdispatch.internal.store;

import static io.claimdispatch.internal.store.TestDatabase.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.store.operate.FailedRow;
import io.claimdispatch.internal.store.operate.FailureGroup;
import io.claimdispatch.internal.store.operate.FoundFailures;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Dead rows grouped by type and failure. */
abstract class FailureContract {

    final TestDatabase database;

    FailureContract(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void noRows() throws SQLException {
        database.reset();
    }

    /** A row that has ended, or not. */
    private void row(long id, String state, String type, @Nullable String failure, @Nullable String node)
            throws SQLException {
        boolean isAside = !List.of("WAITING", "PROCESSED").contains(state);
        database.execute("INSERT INTO action_logs (id, type, payload, payload_size, state, set_aside, priority, end_at,"
                + " fail_count, failure, claimed_by, created_at, updated_at) VALUES (" + id + ", '" + type
                + "', '{}', 2, '"
                + state + "', " + text(isAside ? state : null) + ", 2, {ts '2026-01-01 00:00:00'}, 1, "
                + text(failure) + ", " + text(node) + ", {ts '2026-01-01 00:00:00'}, {ts '2026-01-02 00:00:"
                + String.format(Locale.ROOT, "%02d", id % 60) + "'})");
    }

    private static String text(@Nullable String text) {
        return text == null ? "NULL" : "'" + text + "'";
    }

    private FoundFailures groups() throws SQLException {
        return database.commit(c -> database.store().failures().groups(c, TABLE));
    }

    private static FailureGroup group(FoundFailures found, String type, @Nullable String failure) {
        return found.groups().stream()
                .filter(group -> group.type().equals(type)
                        && Optional.ofNullable(group.failure()).equals(Optional.ofNullable(failure)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void dead_rows_are_grouped_by_type_and_failure_and_no_other_rows_are() throws SQLException {
        row(1, "DEAD", "order.paid", "java.io.IOException#1", "node-1");
        row(2, "DEAD", "order.paid", "java.io.IOException#1", "node-2");
        row(3, "DEAD", "order.paid", "java.io.IOException#2", null);
        row(4, "DEAD", "mail", "java.io.IOException#1", null);
        row(5, "DEAD", "mail", null, null);
        row(6, "DEAD", "zoo", null, null);
        row(7, "CANCELLED", "mail", "java.io.IOException#1", null);
        row(8, "WAITING", "mail", "java.io.IOException#1", null);
        row(9, "PROCESSED", "mail", "java.io.IOException#1", null);

        FoundFailures found = groups();

        assertThat(found.isWhole()).isTrue();
        assertThat(found.groups()).hasSize(5).noneMatch(FailureGroup::isCapped);
        FailureGroup paid = group(found, "order.paid", "java.io.IOException#1");
        assertThat(paid.count()).isEqualTo(2);
        assertThat(paid.rows()).extracting(FailedRow::id).containsExactly(2L, 1L);
        assertThat(paid.rows()).extracting(FailedRow::node).containsExactly("node-2", "node-1");
        assertThat(paid.rows().get(0).at()).hasToString("2026-01-02T00:00:02Z");
        assertThat(group(found, "order.paid", "java.io.IOException#2").count()).isOne();
        assertThat(group(found, "mail", "java.io.IOException#1").rows())
                .extracting(FailedRow::id)
                .containsExactly(4L);
        assertThat(group(found, "mail", null).rows()).extracting(FailedRow::id).containsExactly(5L);
        assertThat(group(found, "zoo", null).count()).isOne();
    }

    @Test
    void without_dead_rows_there_is_no_group() throws SQLException {
        row(1, "WAITING", "mail", "java.io.IOException#1", null);

        assertThat(groups()).isEqualTo(new FoundFailures(List.of(), true));
    }

    @Test
    void the_ids_of_a_group_are_those_of_its_dead_rows_where_there_is_an_index() throws SQLException {
        for (int id = 1; id <= 9; id++) {
            row(id, id % 3 == 0 ? "CANCELLED" : "DEAD", "mail", "a.B#1", null);
        }
        row(10, "DEAD", "mail", "a.B#2", null);
        row(11, "DEAD", "post", "a.B#1", null);

        Optional<List<Long>> ids =
                database.commit(c -> database.store().failures().ids(c, TABLE, "mail", "a.B#1", 7, 3));

        if (ids.isPresent()) {
            assertThat(ids.get()).containsExactly(7L, 5L, 4L);
        } else {
            assertThat(database.dialect().database()).isNotEqualTo("PostgreSQL");
        }
    }
}
