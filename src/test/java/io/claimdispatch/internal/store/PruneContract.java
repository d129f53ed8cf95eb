package io.claimdispatch.internal.store;

import static io.claimdispatch.internal.store.TestDatabase.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.internal.store.publish.Inserted;
import io.claimdispatch.internal.store.upkeep.TerminalKind;
import io.claimdispatch.internal.store.upkeep.TerminalRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Finding rows that have ended, and deleting them. */
abstract class PruneContract {

    private static final Duration DAY = Duration.ofDays(1);

    final TestDatabase database;

    PruneContract(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void anEmptyTable() throws SQLException {
        database.reset();
    }

    List<Long> publish(int count) throws SQLException {
        return Rows.publish(database, Collections.nCopies(count, Rows.due("a"))).stream()
                .map(Inserted::id)
                .toList();
    }

    /** As if it had come into a state some time ago. */
    private long in(String state, Duration age) throws SQLException {
        long id = publish(1).get(0);
        age(state, age, List.of(id));
        return id;
    }

    void age(String state, Duration age, List<Long> ids) throws SQLException {
        database.commit(c -> {
            String sql = "UPDATE action_logs SET state = '" + state + "', updated_at = ? WHERE id BETWEEN " + ids.get(0)
                    + " AND " + ids.get(ids.size() - 1);
            try (PreparedStatement statement = c.prepareStatement(sql)) {
                database.dialect().bind(statement, 1, database.dialect().now(c).minus(age));
                return statement.executeUpdate();
            }
        });
    }

    private TerminalRows ended(List<TerminalKind> kinds, Duration age, long after, int size) throws SQLException {
        return database.commit(c -> database.store().pruning().ended(c, TABLE, kinds, age, after, size));
    }

    int prune(TerminalKind kind, Duration age, List<Long> ids) throws SQLException {
        return database.commit(c -> database.store().pruning().prune(c, TABLE, kind, age, ids));
    }

    @Test
    void rows_that_ended_long_enough_ago_are_found_with_their_type_and_kind() throws SQLException {
        long processed = in("PROCESSED", DAY.plusHours(1));
        in("PROCESSED", DAY.minusHours(1));
        long skipped = in("SKIPPED", DAY.plusHours(1));
        long discarded = in("DISCARDED", DAY.plusHours(1));
        long cancelled = in("CANCELLED", DAY.plusHours(1));
        long dead = in("DEAD", DAY.plusHours(1));
        in("WAITING", DAY.plusHours(1));
        in("CLAIMED", DAY.plusHours(1));

        TerminalRows found = ended(List.of(TerminalKind.DONE, TerminalKind.DEAD), DAY, Long.MIN_VALUE, 100);

        assertThat(found.last()).isNull();
        assertThat(found.rows())
                .extracting(TerminalRows.Row::id)
                .containsExactly(processed, skipped, discarded, cancelled, dead);
        assertThat(found.rows().get(0).type()).isEqualTo("a");
        assertThat(found.rows().get(0).at()).isEqualTo(database.time("updated_at", processed));
        assertThat(found.rows().get(4).ended()).isEqualTo(TerminalKind.DEAD);
        assertThat(ended(List.of(TerminalKind.DEAD), DAY, Long.MIN_VALUE, 100).rows())
                .extracting(TerminalRows.Row::id)
                .containsExactly(dead);
    }

    @Test
    void stretches_follow_each_other_without_a_gap_to_the_end_of_the_table() throws SQLException {
        List<Long> ids = publish(25);
        age("PROCESSED", DAY.multipliedBy(2), ids);
        List<Long> found = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        Long after = Long.MIN_VALUE;
        while (after != null) {
            TerminalRows stretch = ended(List.of(TerminalKind.DONE), DAY, after, 10);
            stretch.rows().forEach(row -> found.add(row.id()));
            sizes.add(stretch.rows().size());
            after = stretch.last();
        }

        assertThat(found).containsExactlyElementsOf(ids);
        assertThat(sizes).containsExactly(10, 10, 5);
    }

    @Test
    void the_deletion_itself_looks_at_state_and_age() throws SQLException {
        List<Long> ids = new ArrayList<>();
        for (ActionState state : ActionState.values()) {
            ids.add(in(state.name(), DAY.plusHours(1)));
            ids.add(in(state.name(), DAY.minusHours(1)));
        }

        assertThat(prune(TerminalKind.DONE, DAY, ids)).isEqualTo(4);
        assertThat(database.count("state IN ('PROCESSED', 'SKIPPED', 'DISCARDED', 'CANCELLED')"))
                .isEqualTo(4);
        assertThat(database.count("state IN ('WAITING', 'CLAIMED', 'DEAD')")).isEqualTo(6);
        assertThat(prune(TerminalKind.DEAD, DAY, ids)).isEqualTo(1);
        assertThat(database.count("state IN ('WAITING', 'CLAIMED', 'DEAD')")).isEqualTo(5);
    }

    @Test
    void two_nodes_delete_the_same_rows_without_harm() throws Exception {
        List<Long> ids = publish(1_200);
        age("PROCESSED", DAY.multipliedBy(2), ids);

        List<Integer> pruned = ClaimContract.inThreads(2, number -> prune(TerminalKind.DONE, DAY, ids));
        pruned = new ArrayList<>(pruned);
        // what one of them had locked, the other has left out
        pruned.add(prune(TerminalKind.DONE, DAY, ids));

        assertThat(pruned.stream().mapToInt(Integer::intValue).sum()).isEqualTo(1_200);
        assertThat(database.count("1 = 1")).isZero();
    }

    @Test
    void a_deleted_rows_key_is_free_again() throws SQLException {
        List<Long> id = List.of(
                Rows.publish(database, List.of(Rows.keyed("a", "k"))).get(0).id());
        age("PROCESSED", DAY.multipliedBy(2), id);

        prune(TerminalKind.DONE, DAY, id);

        assertThat(Rows.publish(database, List.of(Rows.keyed("a", "k"))).get(0).stored())
                .isTrue();
    }

    /** For databases that can step over locked rows. */
    abstract static class Skipping extends PruneContract {

        Skipping(TestDatabase database) {
            super(database);
        }

        @Test
        void locked_rows_are_left_out_without_waiting() throws SQLException {
            List<Long> ids = publish(10);
            age("PROCESSED", DAY.multipliedBy(2), ids);
            try (Connection holder = database.begin()) {
                holder.createStatement().execute("UPDATE action_logs SET payload_size = 1 WHERE id = " + ids.get(3));

                assertThat(prune(TerminalKind.DONE, DAY, ids)).isEqualTo(9);
            }
            age("DEAD", DAY.multipliedBy(2), List.of(ids.get(3)));
            try (Connection holder = database.begin()) {
                holder.createStatement().execute("UPDATE action_logs SET payload_size = 1 WHERE id = " + ids.get(3));

                int requeued = database.commit(c -> database.store()
                        .commands()
                        .requeueDead(c, TABLE, ids, database.dialect().now(c))
                        .before()
                        .size());
                assertThat(requeued).isZero();
            }
        }
    }
}
