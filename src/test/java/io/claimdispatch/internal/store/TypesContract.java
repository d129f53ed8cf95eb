package io.claimdispatch.internal.store;

import static io.claimdispatch.internal.store.TestDatabase.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.Priority;
import io.claimdispatch.internal.store.claim.UnknownTypes;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which types wait that a node does not know yet. */
abstract class TypesContract {

    final TestDatabase database;

    TypesContract(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void anEmptyTable() throws SQLException {
        database.reset();
    }

    private Set<String> unknown(Set<String> known, int limit) throws SQLException {
        return look(known, null, limit).types();
    }

    private UnknownTypes look(Set<String> known, UnknownTypes.@Nullable Position after, int limit) throws SQLException {
        return database.commit(c -> database.store().types().unknownDueTypes(c, TABLE, known, after, limit));
    }

    @Test
    void types_of_due_waiting_rows_are_found_in_the_order_in_which_they_are_due() throws SQLException {
        Rows.publish(
                database,
                List.of(
                        Rows.due("low", Priority.LOW),
                        Rows.due("first"),
                        Rows.due("second"),
                        Rows.due("first"),
                        Rows.due("high", Priority.HIGH),
                        Rows.in("future", Duration.ofHours(1)),
                        Rows.due("claimed")));
        Rows.claim(database, "claimed", 1, 1);

        assertThat(unknown(Set.of(), 100)).containsExactly("high", "first", "second", "low");
        assertThat(unknown(Set.of("first", "high", "other"), 100)).containsExactly("second", "low");
        assertThat(unknown(Set.of("high", "first", "second", "low"), 100)).isEmpty();
    }

    @Test
    void many_rows_of_known_types_in_front_hide_none() throws SQLException {
        Rows.publish(database, Collections.nCopies(2_000, Rows.due("known", Priority.HIGH)));
        Rows.publish(database, List.of(Rows.due("new", Priority.LOW)));

        assertThat(unknown(Set.of("known"), 10)).containsExactly("new");
    }

    @Test
    void no_more_rows_are_looked_at_than_allowed() throws SQLException {
        Rows.publish(database, List.of(Rows.due("a"), Rows.due("a"), Rows.due("b")));

        assertThat(unknown(Set.of(), 2)).containsExactly("a");
        assertThat(unknown(Set.of(), 0)).isEmpty();
    }

    @Test
    void a_look_continues_behind_the_row_where_another_has_ended() throws SQLException {
        Instant same = Instant.parse("2026-01-01T00:00:00Z");
        Rows.publish(
                database,
                List.of(
                        Rows.due("high", Priority.HIGH),
                        Rows.at("first", same),
                        Rows.at("second", same),
                        Rows.at("known", same),
                        Rows.at("third", same.plusSeconds(1)),
                        Rows.due("low", Priority.LOW)));
        Set<String> known = Set.of("known");

        UnknownTypes look = look(known, null, 2);
        assertThat(look.types()).containsExactly("high", "first");
        look = look(known, look.last(), 2);
        assertThat(look.types()).containsExactly("second", "third");
        look = look(known, look.last(), 2);
        assertThat(look.types()).containsExactly("low");
        assertThat(look.last()).as("that was all").isNull();
    }
}
