package io.claimdispatch.internal.store;

import static io.claimdispatch.internal.store.TestDatabase.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionState;
import io.claimdispatch.Verdict;
import io.claimdispatch.internal.store.claim.UnknownTypes;
import io.claimdispatch.internal.store.lease.ExpiredClaim;
import io.claimdispatch.internal.store.operate.Operation;
import io.claimdispatch.internal.store.publish.Inserted;
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.row.ClaimRequest;
import io.claimdispatch.internal.store.row.ClaimedRow;
import io.claimdispatch.internal.store.row.Completion;
import io.claimdispatch.internal.store.row.RowChange;
import io.claimdispatch.internal.store.sql.Binding;
import io.claimdispatch.internal.store.upkeep.HandWrittenRows;
import io.claimdispatch.internal.store.upkeep.Mended;
import io.claimdispatch.internal.store.upkeep.OddRows;
import io.claimdispatch.internal.store.upkeep.TerminalKind;
import io.claimdispatch.internal.store.upkeep.TerminalRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person can write into a table from before there were constraints: it is bounded, met, or shown. */
abstract class HandWrittenContract {

    private static final int MEGABYTE = 1_000_000;

    final TestDatabase database;

    HandWrittenContract(TestDatabase database) {
        this.database = database;
    }

    /** Times that the columns hold and other databases do not, as expressions. */
    abstract List<String> strangeTimes();

    /** What a node's walk repairs: nothing, where an index has the state. */
    Mended walk() throws SQLException {
        return Mended.NONE;
    }

    @BeforeEach
    void anEmptyTableWithoutConstraints() throws SQLException {
        database.reset();
        database.dropConstraints();
    }

    @AfterEach
    void theConstraintsAsTheyWere() throws SQLException {
        database.addConstraints();
    }

    private List<Long> publish(int rows, String payload) throws SQLException {
        return Rows.publish(database, Collections.nCopies(rows, Rows.payload("a", payload))).stream()
                .map(Inserted::id)
                .toList();
    }

    private List<ClaimedRow> claim(long maxBytes, long token) throws SQLException {
        ClaimRequest request = new ClaimRequest(TABLE, Set.of("a"), 100, maxBytes, "node", token, Rows.LEASE);
        return database.commit(c -> database.store().claims().claim(c, request));
    }

    private Mended mend() throws SQLException {
        Mended all = Mended.NONE;
        Mended last;
        do {
            last = database.commit(c -> database.store().handWritten().mend(c, TABLE, "mender", 4711, Rows.LEASE));
            all = all.and(last);
        } while (last.rows() > 0);
        return all.and(walk());
    }

    private List<ExpiredClaim> expired() throws SQLException {
        return database.commit(c -> database.store().expired().page(c, TABLE, null, 100));
    }

    private void endLeases() throws SQLException {
        database.execute("UPDATE action_logs SET lease_until = {ts '2020-01-01 00:00:00'} WHERE state = 'CLAIMED'");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -5, Integer.MIN_VALUE, 10})
    void a_claim_brings_the_bytes_that_are_there_and_not_those_that_are_declared(int declared) throws SQLException {
        // far more than the four kilobytes by which a payload may be longer than declared and come with the claim all
        // the same; forty rows of a megabyte would prove no more, on Derby in ten seconds
        int bytes = MEGABYTE / 4;
        List<Long> ids = publish(40, "\"" + "x".repeat(bytes) + "\"");
        database.execute("UPDATE action_logs SET payload_size = " + declared);

        List<ClaimedRow> claimed = claim(2 * bytes, 1);

        assertThat(Rows.ids(claimed)).containsExactlyElementsOf(ids.subList(0, 2));
        assertThat(claimed).allSatisfy(row -> assertThat(row.payload()).hasSize(bytes + 2));
        assertThat(database.count("state = 'CLAIMED'")).isEqualTo(2);
    }

    @Test
    void errors_of_a_megabyte_are_counted_too() throws SQLException {
        publish(10, "{}");
        errors(MEGABYTE);

        assertThat(claim(2 * MEGABYTE, 1)).hasSize(2);
    }

    private void errors(int length) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement update = connection.prepareStatement("UPDATE action_logs SET errors = ?")) {
            new Binding(database.dialect(), update).text("[\"" + "e".repeat(length) + "\"]");
            update.executeUpdate();
        }
    }

    @Test
    void rows_that_declare_too_little_hold_up_none_and_are_held_up_by_none() throws SQLException {
        List<Long> ids = publish(6, "\"" + "x".repeat(MEGABYTE) + "\"");
        database.execute(
                "UPDATE action_logs SET payload_size = 0 WHERE id IN (" + ids.get(0) + ", " + ids.get(3) + ")");
        List<Long> order = new ArrayList<>();

        for (int token = 1; token <= 6; token++) {
            order.addAll(Rows.ids(claim(1, token)));
        }

        assertThat(order).containsExactlyElementsOf(ids);
    }

    @Test
    void recovery_counts_the_bytes_that_are_there() throws SQLException {
        publish(3, "\"" + "x".repeat(MEGABYTE) + "\"");
        database.execute("UPDATE action_logs SET payload_size = -1");
        claim(Rows.NO_BYTE_BOUND, 1);
        endLeases();

        assertThat(expired())
                .hasSize(3)
                .allSatisfy(claim -> assertThat(claim.bytes()).isGreaterThan(MEGABYTE));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 4, Short.MAX_VALUE, Short.MIN_VALUE})
    void an_invalid_priority_becomes_the_nearest_valid_one(int priority) throws SQLException {
        long odd = publish(1, "{}").get(0);
        database.execute("UPDATE action_logs SET priority = " + priority);

        assertThat(mend()).isEqualTo(new Mended(1, 0));

        assertThat(database.text("priority", odd)).isEqualTo(priority < 1 ? "1" : "3");
        assertThat(Rows.ids(claim(MEGABYTE, 1))).containsExactly(odd);
        assertThat(mend()).isEqualTo(Mended.NONE);
    }

    @Test
    void many_rows_with_an_invalid_priority_become_claimable_round_by_round() throws SQLException {
        publish(HandWrittenRows.MANY + 20, "{}");
        database.execute("UPDATE action_logs SET priority = 0");

        assertThat(mend()).isEqualTo(new Mended(HandWrittenRows.MANY + 20, 0));

        assertThat(database.count("priority = 1")).isEqualTo(HandWrittenRows.MANY + 20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "claim_token = NULL, lease_until = {ts '2020-01-01 00:00:00'}",
                "lease_until = NULL",
                "claim_token = NULL, claimed_by = NULL, claimed_at = NULL, lease_until = NULL",
                "claimed_by = NULL, lease_until = NULL",
                "claim_token = -9, lease_until = {ts '9990-01-01 00:00:00'}"
            })
    void a_claim_that_would_never_end_is_taken_back(String written) throws SQLException {
        publish(2, "{}");
        long odd = Rows.ids(claim(1, 1)).get(0);
        database.execute("UPDATE action_logs SET " + written + " WHERE id = " + odd);
        database.execute("DELETE FROM action_logs_claims");

        assertThat(mend()).isEqualTo(new Mended(0, 1));

        assertThat(database.time("lease_until", odd)).isBefore(database.now().plus(Rows.LEASE));
        assertThat(mend()).isEqualTo(Mended.NONE);
        endLeases();
        List<ClaimRef> refs = expired().stream().map(ExpiredClaim::ref).toList();
        assertThat(refs).extracting(ClaimRef::id).containsExactly(odd);
        List<ClaimedRow> locked =
                database.commit(c -> database.store().expired().lock(c, TABLE, refs));
        assertThat(Rows.ids(locked)).containsExactly(odd);
        Completion failed = new Completion(refs.get(0), new RowChange.Retry(Duration.ZERO, 1, "[]", "E#1"));
        assertThat(Rows.complete(database, List.of(failed))).containsExactly(refs.get(0));
        assertThat(database.text("state", odd)).isEqualTo("WAITING");
    }

    @Test
    void a_claim_without_a_token_is_not_taken_for_one_with_the_token_0() throws SQLException {
        publish(1, "{}");
        claim(1, 1);
        database.execute("UPDATE action_logs SET claim_token = NULL");
        endLeases();

        assertThat(expired()).isEmpty();
    }

    @Test
    void a_valid_claim_is_left_alone() throws SQLException {
        publish(2, "{}");
        claim(1, 0);
        claim(1, -3);
        endLeases();

        assertThat(mend()).isEqualTo(Mended.NONE);
        assertThat(expired()).hasSize(2);
    }

    @Test
    void a_claimed_row_is_repaired_once_its_claim_has_no_lease() throws SQLException {
        publish(2, "{}");
        List<ClaimedRow> rows = claim(MEGABYTE, 1);
        assertThat(mend()).isEqualTo(Mended.NONE);
        database.execute("DELETE FROM action_logs_claims");
        Rows.complete(database, List.of(new Completion(rows.get(0).ref(), new RowChange.Processed())));

        assertThat(mend()).isEqualTo(new Mended(0, 1));

        assertThat(database.time("lease_until", rows.get(1).ref().id())).isNotNull();
        assertThat(mend()).isEqualTo(Mended.NONE);
    }

    @Test
    void a_claim_that_is_seen_without_its_lease_while_it_commits_is_left_alone() throws Exception {
        long id = publish(1, "{}").get(0);
        try (Connection claiming = database.begin();
                Statement statement = claiming.createStatement()) {
            statement.execute("UPDATE action_logs SET state = 'CLAIMED', claim_token = 5, claimed_by = 'node'");
            try (Concurrent<Mended> mending = Concurrent.start(this::mend)) {
                mending.untilBlocked(database);
                statement.execute("INSERT INTO action_logs_claims (token, row_id, node, lease_until)"
                        + " VALUES (5, 0, 'node', {ts '2099-01-01 00:00:00'})");
                claiming.commit();

                assertThat(mending.result()).isEqualTo(Mended.NONE);
            }
        }
        assertThat(database.query("SELECT lease_until FROM action_logs WHERE id = " + id))
                .containsExactly((Object) null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ARCHIVED", "waiting", "", "UNKNOWN"})
    void a_row_in_a_state_of_another_version_is_shown_and_only_deleted(String state) throws SQLException {
        List<Long> ids = publish(3, "{}");
        long odd = ids.get(1);
        database.execute("UPDATE action_logs SET state = '" + state + "' WHERE id = " + odd);
        ActionStore store = database.store();

        List<ActionLog> all = database.commit(c -> store.queries().latest(c, TABLE, null, 10));
        assertThat(all).hasSize(3);
        assertThat(all.get(1).state()).isEqualTo(ActionState.UNKNOWN);
        assertThat(all.get(1).stateText()).isEqualTo(state);
        List<ActionLog> unknown = database.commit(c -> store.queries().latest(c, TABLE, ActionState.UNKNOWN, 10));
        assertThat(unknown).extracting(ActionLog::id).containsExactly(odd);
        OddRows told = database.commit(c -> store.oddRows().scan(c, TABLE, Long.MIN_VALUE, 100));
        assertThat(told.rows()).containsExactly(new OddRows.Row(odd, state));
        assertThat(told.last()).isNull();
        assertThat(Rows.ids(claim(MEGABYTE, 1))).containsExactly(ids.get(0), ids.get(2));
        for (Operation operation : List.of(
                new Operation.Requeue(), new Operation.RetryNow(), new Operation.Cancel("x"), new Operation.Delete())) {
            Verdict verdict = database.commit(
                    c -> store.commands().operate(c, TABLE, odd, operation).verdict());
            assertThat(verdict).isEqualTo(operation instanceof Operation.Delete ? Verdict.DONE : Verdict.WRONG_STATE);
        }
    }

    @Test
    void a_waiting_row_with_the_values_of_a_claim_or_of_a_dead_one_is_claimed_like_any_other() throws SQLException {
        long odd = publish(1, "{}").get(0);
        database.execute("UPDATE action_logs SET claim_token = 5, claimed_by = 'x', lease_until = {ts '2020-01-01"
                + " 00:00:00'}, claimed_at = {ts '2020-01-01 00:00:00'}, processed_at = {ts '2020-01-01 00:00:00'},"
                + " idempotency_key = '', reason = '', execution_id = -1, errors = '', set_aside = 'DEAD'");
        walk();

        List<ClaimedRow> claimed = claim(MEGABYTE, 9);

        assertThat(claimed).extracting(ClaimedRow::ref).containsExactly(new ClaimRef(TABLE, odd, 9));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MAX_VALUE, Integer.MIN_VALUE, -1})
    void an_invalid_count_of_failures_is_read_as_the_nearest_valid_one(int failCount) throws SQLException {
        publish(1, "{}");
        database.execute("UPDATE action_logs SET fail_count = " + failCount);

        ClaimedRow row = claim(1, 1).get(0);

        assertThat(row.failCount()).isEqualTo(failCount < 0 ? 0 : ClaimedRow.MAX_FAIL_COUNT);
        endLeases();
        ClaimedRow expired = database.commit(c -> database.store().expired().lock(c, TABLE, List.of(row.ref())))
                .get(0);
        assertThat(expired.failCount()).isEqualTo(row.failCount());
        RowChange dead = new RowChange.Dead(row.failCount() + 1, "[]", "E#1");
        assertThat(Rows.complete(database, List.of(new Completion(row.ref(), dead))))
                .hasSize(1);
        assertThat(Integer.parseInt(database.text("fail_count", row.ref().id())))
                .isBetween(1, ClaimedRow.MAX_FAIL_COUNT);
    }

    @Test
    void times_beyond_all_others_hold_up_none_of_the_rows_they_are_read_with() throws SQLException {
        List<String> times = new ArrayList<>(List.of("{ts '0001-01-01 00:00:00'}", "{ts '9999-12-31 23:59:59'}"));
        times.addAll(strangeTimes());
        List<Long> ids = publish(times.size() + 1, "{}");
        for (int i = 0; i < times.size(); i++) {
            String set = times.get(i);
            database.execute("UPDATE action_logs SET end_at = " + set + ", created_at = " + set + ", updated_at = "
                    + set + ", claimed_at = " + set + ", processed_at = " + set + " WHERE id = " + ids.get(i));
        }

        List<ActionLog> listed = database.commit(c -> database.store().queries().latest(c, TABLE, null, 100));
        assertThat(listed).hasSize(ids.size());
        mend();
        Set<Long> met = new HashSet<>(Rows.ids(claim(MEGABYTE, 1)));
        database.commit(c -> database.store().oddRows().scan(c, TABLE, Long.MIN_VALUE, 100))
                .rows()
                .forEach(row -> met.add(row.id()));
        assertThat(met).containsExactlyInAnyOrderElementsOf(ids);
        database.execute("UPDATE action_logs SET state = 'DEAD'");
        TerminalRows ended = database.commit(c -> database.store()
                .pruning()
                .ended(c, TABLE, List.of(TerminalKind.DEAD), Duration.ZERO, Long.MIN_VALUE, 100));
        assertThat(ended.rows()).isNotEmpty();
    }

    @Test
    void leases_beyond_all_others_hold_up_the_recovery_of_none() throws SQLException {
        List<String> times = new ArrayList<>(List.of("{ts '0001-01-01 00:00:00'}", "{ts '9999-12-31 23:59:59'}"));
        times.addAll(strangeTimes());
        List<Long> ids = publish(times.size(), "{}");
        claim(MEGABYTE, 1);
        for (int i = 0; i < times.size(); i++) {
            database.execute("UPDATE action_logs SET lease_until = " + times.get(i) + " WHERE id = " + ids.get(i));
        }

        mend();
        Set<Long> met = new HashSet<>();
        ExpiredClaim last = null;
        do {
            ExpiredClaim after = last;
            List<ExpiredClaim> page =
                    database.commit(c -> database.store().expired().page(c, TABLE, after, 1));
            last = page.isEmpty() ? null : page.get(0);
            page.forEach(claim -> met.add(claim.ref().id()));
        } while (last != null && met.size() < ids.size());
        Instant soon = database.now().plus(Rows.LEASE).plusSeconds(1);
        for (long id : ids) {
            assertThat(met.contains(id) || database.time("lease_until", id).isBefore(soon))
                    .as("%s of %s", id, ids)
                    .isTrue();
        }
    }

    @Test
    void a_row_of_the_empty_type_is_found_by_a_node_that_knows_no_type() throws SQLException {
        publish(1, "{}");
        database.execute("UPDATE action_logs SET type = ''");

        UnknownTypes types =
                database.commit(c -> database.store().types().unknownDueTypes(c, TABLE, Set.of(), null, 10));

        assertThat(types.types()).containsExactly("");
    }
}
