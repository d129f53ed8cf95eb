package io.claimdispatch.internal.store;

import static io.claimdispatch.internal.store.TestDatabase.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.Verdict;
import io.claimdispatch.internal.store.operate.Operation;
import io.claimdispatch.internal.store.publish.NewRow;
import io.claimdispatch.internal.store.row.ClaimedRow;
import io.claimdispatch.internal.store.row.Completion;
import io.claimdispatch.internal.store.row.RowChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators do to single rows, and that none of it changes one that is claimed. */
abstract class OperateContract {

    private static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");

    private static final Map<String, Operation> OPERATIONS = Map.of(
            "cancel", new Operation.Cancel("not wanted"),
            "retry now", new Operation.RetryNow(),
            "reschedule at", new Operation.RescheduleAt(FAR),
            "reschedule in", new Operation.RescheduleIn(Duration.ofHours(1)),
            "requeue", new Operation.Requeue(),
            "delete", new Operation.Delete());

    final TestDatabase database;

    OperateContract(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void anEmptyTable() throws SQLException {
        database.reset();
    }

    private long publish(NewRow row) throws SQLException {
        return Rows.publish(database, List.of(row)).get(0).id();
    }

    private long in(ActionState state) throws SQLException {
        long id = publish(Rows.due("a"));
        if (state == ActionState.CLAIMED) {
            Rows.claim(database, "a", 1, 1);
        } else {
            database.execute("UPDATE action_logs SET state = '" + state + "' WHERE id = " + id);
        }
        return id;
    }

    private Verdict operate(long id, Operation operation) throws SQLException {
        return database.commit(c ->
                database.store().commands().operate(c, TABLE, id, operation).verdict());
    }

    private List<Object> row(long id) throws SQLException {
        return List.of(
                String.valueOf(database.text("state", id)),
                String.valueOf(database.text("claim_token", id)),
                String.valueOf(database.time("end_at", id)),
                String.valueOf(database.time("lease_until", id)),
                String.valueOf(database.time("updated_at", id)));
    }

    @Test
    void every_command_leaves_a_claimed_row_alone_and_says_so() throws SQLException {
        long id = in(ActionState.CLAIMED);
        List<Object> before = row(id);

        for (Map.Entry<String, Operation> each : OPERATIONS.entrySet()) {
            assertThat(operate(id, each.getValue())).as(each.getKey()).isEqualTo(Verdict.CLAIMED);
        }

        assertThat(row(id)).isEqualTo(before);
    }

    @Test
    void no_command_finds_a_row_that_does_not_exist() throws SQLException {
        for (Map.Entry<String, Operation> each : OPERATIONS.entrySet()) {
            assertThat(operate(-1_000_000, each.getValue())).as(each.getKey()).isEqualTo(Verdict.NOT_FOUND);
        }
    }

    @Test
    void each_command_works_in_its_states_and_changes_nothing_in_others() throws SQLException {
        for (Map.Entry<String, Operation> each : OPERATIONS.entrySet()) {
            for (ActionState state : ActionState.values()) {
                if (state == ActionState.CLAIMED) {
                    continue;
                }
                long id = in(state);
                boolean suits = each.getValue().from().contains(state);

                assertThat(operate(id, each.getValue()))
                        .as(each.getKey() + " in " + state)
                        .isEqualTo(suits ? Verdict.DONE : Verdict.WRONG_STATE);
                if (!suits) {
                    assertThat(database.text("state", id)).isEqualTo(state.name());
                }
            }
        }
    }

    @Test
    void a_cancelled_row_keeps_the_reason_and_is_not_claimed() throws SQLException {
        long id = publish(Rows.due("a"));

        operate(id, new Operation.Cancel("not wanted"));

        assertThat(database.text("state", id)).isEqualTo("CANCELLED");
        assertThat(database.text("reason", id)).isEqualTo("not wanted");
        assertThat(Rows.claim(database, "a", 10, 1)).isEmpty();
    }

    @Test
    void retrying_now_makes_a_row_due_and_keeps_the_place_of_one_that_is_due_already() throws SQLException {
        long later = publish(Rows.in("a", Duration.ofDays(1)));
        long due = publish(Rows.due("a"));
        Instant place = database.time("end_at", due);
        Instant before = database.now().truncatedTo(ChronoUnit.MICROS);

        operate(later, new Operation.RetryNow());
        operate(due, new Operation.RetryNow());

        assertThat(database.time("end_at", later)).isBetween(before, database.now());
        assertThat(database.time("end_at", due)).isEqualTo(place);
        assertThat(Rows.claim(database, "a", 10, 1)).hasSize(2);
    }

    @Test
    void rescheduling_moves_the_time_to_an_instant_or_by_the_databases_clock() throws SQLException {
        long at = publish(Rows.due("a"));
        long in = publish(Rows.due("a"));
        Instant before = database.now().truncatedTo(ChronoUnit.MICROS);

        operate(at, new Operation.RescheduleAt(FAR));
        operate(in, new Operation.RescheduleIn(Duration.ofHours(1)));

        assertThat(database.time("end_at", at)).isEqualTo(FAR);
        assertThat(database.time("end_at", in))
                .isBetween(before.plus(Duration.ofHours(1)), database.now().plus(Duration.ofHours(1)));
        assertThat(Rows.claim(database, "a", 10, 1)).isEmpty();
    }

    @Test
    void a_requeued_dead_letter_begins_again_and_keeps_errors_and_execution() throws SQLException {
        long id = dead(publish(Rows.due("a")));
        database.execute("UPDATE action_logs SET reason = 'gone', execution_id = 7 WHERE id = " + id);
        Instant before = database.now().truncatedTo(ChronoUnit.MICROS);

        assertThat(operate(id, new Operation.Requeue())).isEqualTo(Verdict.DONE);

        assertThat(database.text("reason", id)).isNull();
        assertThat(database.text("claimed_by", id)).isNull();
        assertThat(database.time("claimed_at", id)).isNull();
        assertThat(database.time("end_at", id)).as("behind what waits already").isBetween(before, database.now());
        ClaimedRow again = Rows.claim(database, "a", 10, 2).get(0);
        assertThat(again.failCount()).isZero();
        assertThat(again.errors()).isEqualTo("[{}]");
        assertThat(database.text("failure", id)).isEqualTo("E#1");
        assertThat(again.executionId()).isEqualTo(7);
    }

    /** As an attempt leaves it. */
    private long dead(long id) throws SQLException {
        ClaimedRow row = Rows.claim(database, "a", 1, 9).get(0);
        assertThat(row.ref().id()).isEqualTo(id);
        Rows.complete(database, List.of(new Completion(row.ref(), new RowChange.Dead(3, "[{}]", "E#1"))));
        return id;
    }

    @Test
    void a_row_that_was_cancelled_comes_back_at_its_time() throws SQLException {
        long id = publish(Rows.at("a", FAR));
        operate(id, new Operation.Cancel("a mistake"));

        operate(id, new Operation.Requeue());

        assertThat(database.time("end_at", id)).isEqualTo(FAR);
        assertThat(database.text("state", id)).isEqualTo("WAITING");
    }

    @Test
    void a_deleted_row_frees_its_key() throws SQLException {
        long id = publish(Rows.keyed("a", "k"));

        operate(id, new Operation.Delete());

        assertThat(database.count("id = " + id)).isZero();
        assertThat(Rows.publish(database, List.of(Rows.keyed("a", "k"))).get(0).stored())
                .isTrue();
    }

    @Test
    void a_command_waits_for_a_claim_that_has_not_committed_and_then_finds_the_row_claimed() throws Exception {
        long id = publish(Rows.due("a"));
        try (Connection claiming = database.begin()) {
            assertThat(database.store().claims().claim(claiming, Rows.request(List.of("a"), 1, 1)))
                    .hasSize(1);
            try (Concurrent<Verdict> cancel = Concurrent.start(() -> operate(id, new Operation.Cancel("late")))) {
                cancel.untilBlocked(database);
                claiming.commit();

                assertThat(cancel.result()).isEqualTo(Verdict.CLAIMED);
            }
        }
        assertThat(database.text("state", id)).isEqualTo("CLAIMED");
        assertThat(database.text("reason", id)).isNull();
    }

    @Test
    void a_command_waits_for_a_claim_that_is_rolled_back_and_then_does_its_work() throws Exception {
        long id = publish(Rows.due("a"));
        try (Connection claiming = database.begin()) {
            database.store().claims().claim(claiming, Rows.request(List.of("a"), 1, 1));
            try (Concurrent<Verdict> cancel = Concurrent.start(() -> operate(id, new Operation.Cancel("in time")))) {
                cancel.untilBlocked(database);
                claiming.rollback();

                assertThat(cancel.result()).isEqualTo(Verdict.DONE);
            }
        }
        assertThat(database.text("state", id)).isEqualTo("CANCELLED");
    }

    /** A repeatable read would see the row as it was then. */
    @Test
    void the_answer_is_true_in_a_transaction_that_has_read_before() throws SQLException {
        long claimed = publish(Rows.due("a"));
        long processed = publish(Rows.due("a"));
        long deleted = publish(Rows.due("b"));

        assertThat(afterARead(claimed, () -> Rows.claim(database, "a", 1, 1))).isEqualTo(Verdict.CLAIMED);
        assertThat(afterARead(
                        processed,
                        () -> Rows.complete(
                                database,
                                List.of(new Completion(
                                        Rows.claim(database, "a", 1, 1).get(0).ref(), new RowChange.Processed())))))
                .isEqualTo(Verdict.WRONG_STATE);
        assertThat(afterARead(deleted, () -> operate(deleted, new Operation.Delete())))
                .isEqualTo(Verdict.NOT_FOUND);
    }

    private interface Meanwhile {
        Object happens() throws SQLException;
    }

    private Verdict afterARead(long id, Meanwhile meanwhile) throws SQLException {
        try (Connection caller = database.begin()) {
            assertThat(database.store().queries().find(caller, TABLE, -1)).isNull();
            meanwhile.happens();
            Verdict verdict = database.store()
                    .commands()
                    .operate(caller, TABLE, id, new Operation.Cancel("late"))
                    .verdict();
            // Derby does not close a connection with an open transaction
            caller.rollback();
            return verdict;
        }
    }

    @Test
    void dead_letters_are_requeued_by_their_ids_and_nothing_else_is() throws SQLException {
        Rows.publish(database, Collections.nCopies(700, Rows.due("a")));
        List<Long> ids = ids("1 = 1");
        database.execute("UPDATE action_logs SET state = 'DEAD', fail_count = 3 WHERE id > " + ids.get(9));
        Rows.claim(database, "a", 5, 1);

        int requeued = database.commit(c -> database.store()
                .commands()
                .requeueDead(c, TABLE, ids, FAR)
                .before()
                .size());

        assertThat(requeued).isEqualTo(690);
        assertThat(database.count("state = 'WAITING' AND fail_count = 0")).isEqualTo(695);
        assertThat(database.count("state = 'CLAIMED'")).isEqualTo(5);
    }

    @Test
    void a_dead_letter_that_has_died_again_since_is_left_out() throws SQLException {
        long id = in(ActionState.DEAD);
        Instant before = database.time("updated_at", id);

        int requeued = database.commit(c -> database.store()
                .commands()
                .requeueDead(c, TABLE, List.of(id), before)
                .before()
                .size());

        assertThat(requeued).isZero();
    }

    List<Long> ids(String condition) throws SQLException {
        return database.query("SELECT id FROM action_logs WHERE " + condition + " ORDER BY id").stream()
                .map(id -> ((Number) id).longValue())
                .toList();
    }
}
