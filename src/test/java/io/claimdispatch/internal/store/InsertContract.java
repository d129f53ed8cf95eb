package io.claimdispatch.internal.store;

import static io.claimdispatch.internal.store.TestDatabase.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.Priority;
import io.claimdispatch.internal.store.publish.Inserted;
import io.claimdispatch.internal.store.publish.NewRow;
import io.claimdispatch.internal.store.row.ClaimedRow;
import io.claimdispatch.internal.store.sql.IdAndTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of published rows, and what a taken key means. */
abstract class InsertContract {

    final TestDatabase database;

    InsertContract(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void anEmptyTable() throws SQLException {
        database.reset();
    }

    @Test
    void a_row_is_stored_as_it_was_published() throws SQLException {
        Instant before = database.now();

        Inserted inserted = Rows.publish(
                        database,
                        List.of(new NewRow("a", "{\"ä\":1}", "k", Priority.HIGH, new NewRow.In(Duration.ofMinutes(5)))))
                .get(0);

        Instant after = database.now();
        assertThat(inserted.stored()).isTrue();
        long id = inserted.id();
        assertThat(database.text("type", id)).isEqualTo("a");
        assertThat(database.text("payload", id)).isEqualTo("{\"ä\":1}");
        assertThat(database.text("payload_size", id)).isEqualTo("8");
        assertThat(database.text("idempotency_key", id)).isEqualTo("k");
        assertThat(database.text("state", id)).isEqualTo("WAITING");
        assertThat(database.text("priority", id)).isEqualTo("1");
        assertThat(database.text("fail_count", id)).isEqualTo("0");
        Instant created = Objects.requireNonNull(database.time("created_at", id));
        assertThat(created).isBetween(before, after);
        assertThat(database.time("updated_at", id)).isEqualTo(created);
        assertThat(database.time("end_at", id)).isEqualTo(created.plus(Duration.ofMinutes(5)));
    }

    @Test
    void ids_follow_the_order_of_the_rows() throws SQLException {
        List<Long> ids = Rows.publish(database, Collections.nCopies(1_300, Rows.due("a"))).stream()
                .map(Inserted::id)
                .toList();

        assertThat(ids).isSorted().doesNotHaveDuplicates().hasSize(1_300);
    }

    @Test
    void a_ticket_gives_a_new_id_and_the_time() throws SQLException {
        Instant before = database.now();

        IdAndTime first = database.commit(c -> database.store().ids().next(c, TABLE));
        IdAndTime second = database.commit(c -> database.store().ids().next(c, TABLE));

        assertThat(second.id()).isGreaterThan(first.id());
        assertThat(first.now()).isBetween(before, second.now());
    }

    @Test
    void a_key_is_taken_once_for_a_type() throws SQLException {
        Inserted first = Rows.publish(database, List.of(Rows.keyed("a", "k"))).get(0);
        Inserted again = Rows.publish(database, List.of(Rows.keyed("a", "k"))).get(0);
        Inserted other = Rows.publish(database, List.of(Rows.keyed("b", "k"))).get(0);

        assertThat(again).isEqualTo(new Inserted(first.id(), false));
        assertThat(other.stored()).isTrue();
        assertThat(database.count("idempotency_key = 'k'")).isEqualTo(2);
        assertThat(database.number("SELECT id FROM action_logs WHERE type = 'a' AND idempotency_key = 'k'"))
                .isEqualTo(first.id());
    }

    @Test
    void two_rows_of_one_call_with_the_same_key_are_first_and_duplicate() throws SQLException {
        List<Inserted> inserted = Rows.publish(
                database, List.of(Rows.keyed("a", "z"), Rows.keyed("a", "k"), Rows.keyed("a", "z"), Rows.due("a")));

        assertThat(inserted).extracting(Inserted::stored).containsExactly(true, true, false, true);
        assertThat(inserted.get(2).id()).isEqualTo(inserted.get(0).id());
        assertThat(database.count("1 = 1")).isEqualTo(3);
    }

    @Test
    void conflicts_in_bulk_keep_the_rest() throws SQLException {
        List<NewRow> thirds = new ArrayList<>();
        List<NewRow> all = new ArrayList<>();
        for (int i = 0; i < 1_200; i++) {
            NewRow row = Rows.keyed(i % 2 == 0 ? "a" : "b", "key" + i);
            all.add(row);
            if (i % 3 == 0) {
                thirds.add(row);
            }
        }
        List<Inserted> before = Rows.publish(database, thirds);

        List<Inserted> after = Rows.publish(database, all);

        assertThat(database.count("1 = 1")).isEqualTo(1_200);
        for (int i = 0; i < 1_200; i++) {
            assertThat(after.get(i).stored()).isEqualTo(i % 3 != 0);
            if (i % 3 == 0) {
                assertThat(after.get(i).id()).isEqualTo(before.get(i / 3).id());
            }
        }
    }

    @Test
    void a_duplicate_leaves_the_transaction_usable() throws SQLException {
        Rows.publish(database, List.of(Rows.keyed("a", "k")));

        List<Inserted> inserted = database.commit(c -> {
            database.store().inserts().insert(c, TABLE, List.of(Rows.due("before")));
            database.store().inserts().insert(c, TABLE, List.of(Rows.keyed("a", "k")));
            return database.store().inserts().insert(c, TABLE, List.of(Rows.due("after")));
        });

        assertThat(inserted.get(0).stored()).isTrue();
        assertThat(database.query("SELECT type FROM action_logs ORDER BY id")).containsExactly("a", "before", "after");
    }

    /** Each of these is another key. */
    List<String> differentKeys() {
        return List.of("a", "A", "a ", " a", "á", "ä", "å", "e\u0301", "é", "ss", "ß", "i", "ı", "😀", "😁", "a\u200b");
    }

    @Test
    void keys_and_types_compare_exactly() throws SQLException {
        List<NewRow> rows = new ArrayList<>();
        for (String text : differentKeys()) {
            rows.add(Rows.keyed("type", text));
            rows.add(Rows.keyed(text, "key"));
        }

        assertThat(Rows.publish(database, rows)).allMatch(Inserted::stored);
        assertThat(Rows.publish(database, rows)).noneMatch(Inserted::stored);
        List<ClaimedRow> claimed = Rows.claim(database, "A", 100, 1);
        assertThat(claimed).extracting(ClaimedRow::type).containsExactly("A");
    }

    @Test
    void a_publisher_that_waited_stores_its_row_if_the_first_one_rolls_back() throws Exception {
        for (int bulk : List.of(1, 5)) {
            database.reset();
            try (Connection first = database.begin()) {
                database.store().inserts().insert(first, TABLE, keys(bulk));
                try (Concurrent<List<Inserted>> second = Concurrent.start(() -> Rows.publish(database, keys(bulk)))) {
                    second.untilBlocked(database);
                    first.rollback();

                    assertThat(second.result()).hasSize(bulk).allMatch(Inserted::stored);
                    assertThat(database.query("SELECT id FROM action_logs"))
                            .containsExactlyInAnyOrderElementsOf(second.result().stream()
                                    .map(row -> (Object) row.id())
                                    .toList());
                }
            }
        }
    }

    @Test
    void a_publisher_that_waited_finds_the_row_if_the_first_one_commits() throws Exception {
        for (int bulk : List.of(1, 5)) {
            database.reset();
            try (Connection first = database.begin()) {
                List<Inserted> stored = database.store().inserts().insert(first, TABLE, keys(bulk));
                try (Concurrent<List<Inserted>> second = Concurrent.start(() -> Rows.publish(database, keys(bulk)))) {
                    second.untilBlocked(database);
                    first.commit();

                    assertThat(second.result())
                            .containsExactlyElementsOf(stored.stream()
                                    .map(row -> new Inserted(row.id(), false))
                                    .toList());
                    assertThat(database.count("1 = 1")).isEqualTo(bulk);
                }
            }
        }
    }

    @Test
    void if_a_publisher_rolls_back_one_of_two_that_waited_for_it_stores_the_row() throws Exception {
        try (Connection first = database.begin()) {
            database.store().inserts().insert(first, TABLE, keys(1));
            try (Concurrent<List<Inserted>> second = Concurrent.start(this::publishOneKey);
                    Concurrent<List<Inserted>> third = Concurrent.start(this::publishOneKey)) {
                second.untilBlocked(database);
                third.untilBlocked(database);
                first.rollback();

                List<Inserted> both =
                        List.of(second.result().get(0), third.result().get(0));
                assertThat(both).extracting(Inserted::stored).containsExactlyInAnyOrder(true, false);
                assertThat(both)
                        .extracting(Inserted::id)
                        .containsOnly(both.get(0).id());
                assertThat(database.count("1 = 1")).isEqualTo(1);
            }
        }
    }

    /** InnoDB ends one of them as a deadlock. */
    private List<Inserted> publishOneKey() throws SQLException {
        try (Connection connection = database.begin()) {
            return Retrying.inTransaction(
                    connection, c -> database.store().inserts().insert(c, TABLE, keys(1)));
        }
    }

    private static List<NewRow> keys(int count) {
        List<NewRow> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(Rows.keyed("a", "key" + i));
        }
        return rows;
    }

    @Test
    void a_key_that_was_committed_after_the_callers_first_read_is_a_duplicate() throws SQLException {
        try (Connection caller = database.begin()) {
            try (Statement first = caller.createStatement();
                    ResultSet none = first.executeQuery("SELECT id FROM action_logs WHERE idempotency_key = 'k'")) {
                assertThat(none.next()).isFalse();
            }
            long id =
                    Rows.publish(database, List.of(Rows.keyed("a", "k"))).get(0).id();

            assertThat(database.store().inserts().insert(caller, TABLE, List.of(Rows.keyed("a", "k"))))
                    .containsExactly(new Inserted(id, false));
            caller.commit();
        }
    }

    @Test
    void eight_publishers_of_the_same_keys_in_any_order_store_each_once() throws Exception {
        List<List<Inserted>> results = ClaimContract.inThreads(8, number -> {
            List<NewRow> rows = new ArrayList<>(keys(200));
            Collections.shuffle(rows, new Random(number));
            List<Inserted> inserted = new ArrayList<>();
            try (Connection connection = database.begin()) {
                for (int from = 0; from < 200; from += 50) {
                    List<NewRow> part = rows.subList(from, from + 50);
                    inserted.addAll(Retrying.inTransaction(
                            connection, c -> database.store().inserts().insert(c, TABLE, part)));
                }
            }
            return inserted;
        });

        Set<Long> stored = new HashSet<>();
        results.forEach(rows -> rows.stream()
                .filter(Inserted::stored)
                .forEach(row -> assertThat(stored.add(row.id())).isTrue()));
        assertThat(stored).hasSize(200);
        assertThat(database.count("1 = 1")).isEqualTo(200);
    }

    @Test
    void rows_that_are_taken_back_were_never_there() throws SQLException {
        try (Connection connection = database.begin()) {
            database.store().inserts().insert(connection, TABLE, List.of(Rows.due("a"), Rows.keyed("a", "k")));
            connection.rollback();
        }

        assertThat(database.count("1 = 1")).isZero();
    }

    @Test
    void payloads_of_megabytes_and_any_unicode_come_back_as_they_were() throws SQLException {
        String any = "\"emoji 😀👩‍👩‍👧 rtl \u202eשלום مرحبا \u2028\u2029 e\u0301 \u0001 𝒳 \\u0000 中文\" ";
        String large = any.repeat(3_000_000 / any.length());
        Rows.publish(database, List.of(Rows.payload("a", large), Rows.payload("a", any), Rows.payload("a", large)));

        List<ClaimedRow> claimed = Rows.claim(database, "a", 10, 1);

        assertThat(claimed).hasSize(3);
        // Not by assertThat: a difference in megabytes is no readable message.
        assertThat(claimed.get(0).payload().equals(large)).isTrue();
        assertThat(claimed.get(1).payload()).isEqualTo(any);
        assertThat(claimed.get(2).payload().equals(large)).isTrue();
    }

    /** SQL of a plain insert, as a person would write it, of a row of type "byhand" that is due now. */
    abstract String insertByHand();

    @Test
    void a_row_that_a_person_inserts_is_a_valid_action() throws SQLException {
        Instant before = database.now();
        database.execute(insertByHand());

        List<ClaimedRow> claimed = Rows.claim(database, "byhand", 10, 1);

        assertThat(claimed).hasSize(1);
        assertThat(claimed.get(0).priority()).isEqualTo(Priority.NORMAL);
        assertThat(claimed.get(0).createdAt()).isBetween(before.minusSeconds(1), database.now());
    }
}
