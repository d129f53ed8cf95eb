package io.claimdispatch.internal.store;

import static io.claimdispatch.internal.store.TestDatabase.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.store.lease.EndedClaim;
import io.claimdispatch.internal.store.lease.ExpiredClaim;
import io.claimdispatch.internal.store.lease.HeldLeases;
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.row.ClaimRequest;
import io.claimdispatch.internal.store.row.ClaimedRow;
import io.claimdispatch.internal.store.row.Completion;
import io.claimdispatch.internal.store.row.RowChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How long a claim holds. */
abstract class LeaseContract extends LeasedRows {

    LeaseContract(TestDatabase database) {
        super(database);
    }

    @Test
    void only_leases_that_have_ended_are_found_with_what_the_row_held() throws SQLException {
        claim(2, 1, Duration.ofHours(1));
        ClaimedRow lost = claim(1, 2, ENDED).get(0);

        List<ClaimRef> refs = expired();
        assertThat(refs).containsExactly(lost.ref());
        List<ClaimedRow> locked =
                database.commit(c -> database.store().expired().lock(c, TABLE, refs));
        assertThat(locked).containsExactly(lost);
        assertThat(locked.get(0).claimedBy()).isEqualTo("node-2");
    }

    @Test
    void a_claim_that_is_renewed_meanwhile_is_not_taken_and_no_row_that_was_lost_is_locked() throws SQLException {
        claim(1, 1, ENDED);
        ClaimRef lost = claim(1, 2, ENDED).get(0).ref();
        ClaimRef kept = claim(1, 3, ENDED).get(0).ref();
        List<ClaimRef> seen = expired();
        assertThat(seen).hasSize(3).contains(lost, kept);
        List<EndedClaim> ended = ended();
        renew("node-1", List.of(1L));
        Rows.complete(database, List.of(new Completion(lost, new RowChange.Retry(Duration.ZERO, 1, "[]", "E#1"))));
        ClaimRequest again = new ClaimRequest(TABLE, Set.of("a"), 1, Rows.NO_BYTE_BOUND, "node-4", 4, ENDED);
        database.commit(c -> database.store().claims().claim(c, again));

        List<ClaimRef> refs = new ArrayList<>();
        for (EndedClaim claim : ended) {
            assertThat(take(claim)).isEqualTo(claim.token() != 1);
            if (claim.token() != 1) {
                refs.addAll(rows(claim));
            }
        }
        assertThat(refs).containsExactly(kept);
        List<ClaimRef> stale = List.of(lost, kept);
        List<ClaimedRow> locked =
                database.commit(c -> database.store().expired().lock(c, TABLE, stale));
        Set<ClaimRef> still = database.commit(c -> database.store().expired().lockOnly(c, TABLE, stale));
        assertThat(locked).extracting(ClaimedRow::ref).containsExactly(kept);
        assertThat(still).containsExactly(kept);
    }

    @Test
    void page_after_page_shows_each_expired_claim_once_in_the_order_of_the_ends() throws SQLException {
        for (long token = 1; token <= 5; token++) {
            claim(2, token, ENDED);
        }
        String payload = "\"" + "x".repeat(998) + "\"";
        Rows.publish(database, List.of(Rows.payload("a", payload)));
        ClaimRequest longAgo =
                new ClaimRequest(TABLE, Set.of("a"), 1, Rows.NO_BYTE_BOUND, "node-6", 6, Duration.ofDays(-1));
        database.commit(c -> database.store().claims().claim(c, longAgo));

        List<EndedClaim> seen = new ArrayList<>();
        List<EndedClaim> page = ended(null, 2);
        while (!page.isEmpty()) {
            seen.addAll(page);
            page = ended(page.get(page.size() - 1), 2);
        }

        assertThat(seen).extracting(EndedClaim::token).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(seen)
                .isSortedAccordingTo(Comparator.comparing(EndedClaim::until).thenComparing(EndedClaim::token));
        assertThat(seen.get(0).token()).isEqualTo(6);
        List<ExpiredClaim> rows =
                database.commit(c -> database.store().claimLeases().rows(c, TABLE, seen.get(0)));
        assertThat(rows).extracting(ExpiredClaim::bytes).containsExactly(1_000L);
    }

    @Test
    void a_row_with_a_lease_of_its_own_expires_by_that() throws SQLException {
        List<ClaimRef> refs =
                claim(3, 1, Duration.ofHours(1)).stream().map(ClaimedRow::ref).toList();
        database.execute("UPDATE action_logs SET lease_until = {ts '2020-01-01 00:00:00'} WHERE id = "
                + refs.get(1).id());
        database.execute("UPDATE action_logs SET lease_until = {ts '2020-01-02 00:00:00'} WHERE id = "
                + refs.get(0).id());

        List<ExpiredClaim> page =
                database.commit(c -> database.store().expired().page(c, TABLE, null, 1));
        List<ExpiredClaim> next =
                database.commit(c -> database.store().expired().page(c, TABLE, page.get(0), 9));

        assertThat(page).extracting(ExpiredClaim::ref).containsExactly(refs.get(1));
        assertThat(next).extracting(ExpiredClaim::ref).containsExactly(refs.get(0));
    }

    @Test
    void a_claim_that_was_taken_is_never_renewed_and_is_dropped_with_its_last_row() throws SQLException {
        List<ClaimRef> refs = claim(2, 1, ENDED).stream().map(ClaimedRow::ref).toList();
        EndedClaim claim = ended().get(0);
        assertThat(take(claim)).isTrue();

        assertThat(renew("node-1", List.of(1L))).isEmpty();
        end(1L);
        Rows.complete(
                database, List.of(new Completion(refs.get(0), new RowChange.Retry(Duration.ZERO, 1, "[]", "E#1"))));
        drop(claim);
        assertThat(rows(claim)).containsExactly(refs.get(1));
        assertThat(ended()).as("for whoever goes on if this node dies").containsExactly(claim);
        assertThat(take(claim)).as("by another node").isTrue();
        Rows.complete(
                database, List.of(new Completion(refs.get(1), new RowChange.Retry(Duration.ZERO, 1, "[]", "E#1"))));
        drop(claim);
        assertThat(claims()).isZero();
    }

    @Test
    void a_claim_ends_when_its_node_says_so_and_not_for_another_claim() throws SQLException {
        claim(1, 1, ENDED);
        claim(1, 2, ENDED);

        end(1L, 7L);

        assertThat(ended()).extracting(EndedClaim::token).containsExactly(2L);
    }

    @Test
    void the_rows_of_a_claim_are_found_while_a_row_of_another_is_being_changed() throws SQLException {
        ClaimRef lost = claim(1, 1, ENDED).get(0).ref();
        ClaimRef running = claim(1, 2, Duration.ofHours(1)).get(0).ref();
        EndedClaim claim = ended().get(0);
        try (Connection completing = database.begin()) {
            Completion done = new Completion(running, new RowChange.Processed());
            database.store().completions().complete(completing, TABLE, List.of(done));

            assertThat(rows(claim)).containsExactly(lost);
            completing.rollback();
        }
    }

    @Test
    void a_claim_that_finds_nothing_or_is_rolled_back_has_no_lease() throws SQLException {
        Rows.publish(database, List.of(Rows.due("a")));
        ClaimRequest ofOthers = new ClaimRequest(TABLE, Set.of("b"), 9, Rows.NO_BYTE_BOUND, "node-1", 1, Rows.LEASE);
        ClaimRequest request = new ClaimRequest(TABLE, Set.of("a"), 9, Rows.NO_BYTE_BOUND, "node-1", 2, Rows.LEASE);

        database.commit(c -> database.store().claims().claim(c, ofOthers));
        try (Connection dying = database.begin()) {
            assertThat(database.store().claims().claim(dying, request)).hasSize(1);
            dying.rollback();
        }

        assertThat(claims()).isZero();
    }

    @Test
    void an_expired_row_goes_back_and_its_old_claim_is_void() throws SQLException {
        ClaimedRow lost = claim(1, 1, ENDED).get(0);

        database.commit(c -> {
            ClaimRef row = database.store()
                    .expired()
                    .lockOnly(c, TABLE, List.of(lost.ref()))
                    .iterator()
                    .next();
            Completion back = new Completion(row, new RowChange.Retry(Duration.ZERO, 1, "[]", "E#1"));
            return database.store().completions().complete(c, TABLE, List.of(back));
        });

        assertThat(Rows.complete(database, List.of(new Completion(lost.ref(), new RowChange.Processed()))))
                .isEmpty();
        assertThat(Rows.claim(database, "a", 1, 2)).hasSize(1);
    }

    @Test
    void a_heartbeat_extends_what_the_node_holds_under_these_tokens_and_nothing_else() throws SQLException {
        ClaimedRow first = claim(1, 1, ENDED).get(0);
        ClaimedRow second = claim(1, 2, ENDED).get(0);
        Instant before = database.now();

        assertThat(renew("node-2", List.of(1L, 2L, 3L))).containsExactly(2L);

        assertThat(database.time("lease_until", second.ref().id()))
                .isBetween(before.plus(Duration.ofHours(1)), database.now().plus(Duration.ofHours(1)));
        assertThat(expired()).containsExactly(first.ref());
        assertThat(renew("node-1", List.of(2L))).isEmpty();
        assertThat(renew("node-1", List.of())).isEmpty();
    }

    @Test
    void a_heartbeat_leaves_out_what_the_node_has_given_up_of_a_claim_and_nothing_else() throws SQLException {
        List<ClaimRef> refs = claim(3, 1, ENDED).stream().map(ClaimedRow::ref).toList();
        ClaimRef given = refs.get(1);
        ClaimRef ofAnEarlierClaim = new ClaimRef(TABLE, refs.get(2).id(), 7);

        assertThat(renew("node-1", new HeldLeases(List.of(1L), Set.of(given, ofAnEarlierClaim))))
                .containsExactly(1L);

        assertThat(expired()).containsExactly(given);
        assertThat(database.time("lease_until", given.id())).isBefore(database.now());
        assertThat(renew("node-1", new HeldLeases(List.of(1L), Set.of(given)))).containsExactly(1L);
        EndedClaim left = ended().get(0);
        assertThat(left.isWhole()).isFalse();
        assertThat(take(left)).isTrue();
        Rows.complete(database, List.of(new Completion(given, new RowChange.Retry(Duration.ZERO, 1, "[]", "E#1"))));
        drop(left);
        assertThat(claims()).as("the claim of the others").isEqualTo(1);
        assertThat(renew("node-1", List.of(1L))).containsExactly(1L);
    }

    @Test
    void one_heartbeat_extends_hundreds_of_rows_and_of_claims() throws SQLException {
        claim(700, 1, ENDED);
        List<Long> tokens = new ArrayList<>(List.of(1L));
        for (long token = 2; token < 40; token++) {
            tokens.add(token);
            long number = token;
            Rows.publish(database, List.of(Rows.due("a")));
            ClaimRequest request = new ClaimRequest(TABLE, Set.of("a"), 1, Rows.NO_BYTE_BOUND, "node-1", number, ENDED);
            database.commit(c -> database.store().claims().claim(c, request));
        }

        assertThat(renew("node-1", tokens)).containsExactlyInAnyOrderElementsOf(tokens);
        assertThat(ended()).isEmpty();
    }

    @Test
    void a_heartbeat_extends_nothing_that_is_done() throws SQLException {
        ClaimedRow row = claim(1, 1, Duration.ofHours(1)).get(0);
        Rows.complete(database, List.of(new Completion(row.ref(), new RowChange.Processed())));
        end(1L);

        assertThat(renew("node-1", List.of(1L))).isEmpty();
        assertThat(database.time("lease_until", row.ref().id())).isNull();
    }

    @Test
    void a_late_heartbeat_cannot_overrun_the_recovery_of_its_claim() throws Exception {
        claim(1, 1, ENDED);
        EndedClaim claim = ended().get(0);
        try (Connection recovery = database.begin()) {
            assertThat(database.store().claimLeases().take(recovery, TABLE, "recoverer", claim))
                    .isTrue();
            try (Concurrent<Set<Long>> heartbeat = Concurrent.start(() -> renew("node-1", List.of(1L)))) {
                heartbeat.untilBlocked(database);
                recovery.commit();

                assertThat(heartbeat.result()).isEmpty();
            }
        }
        assertThat(ended()).containsExactly(claim);
    }

    @Test
    void the_batch_execution_is_kept_and_seen_by_the_next_attempt() throws SQLException {
        ClaimedRow row = claim(1, 1, Duration.ofHours(1)).get(0);

        assertThat(record(row.ref(), 99)).isTrue();
        Rows.complete(database, List.of(new Completion(row.ref(), new RowChange.Retry(Duration.ZERO, 1, "[]", "E#1"))));

        assertThat(Rows.claim(database, "a", 1, 2).get(0).executionId()).isEqualTo(99);
    }

    @Test
    void the_batch_execution_of_a_lost_claim_is_refused() throws SQLException {
        ClaimedRow row = claim(1, 1, Duration.ofHours(1)).get(0);

        assertThat(record(new ClaimRef(TABLE, row.ref().id(), 2), 99)).isFalse();
        Rows.complete(database, List.of(new Completion(row.ref(), new RowChange.Released())));
        assertThat(record(row.ref(), 99)).isFalse();
        assertThat(database.text("execution_id", row.ref().id())).isNull();
    }

    @Test
    void a_note_about_the_batch_execution_stands_in_the_row_until_there_is_another() throws SQLException {
        ClaimRef row = claim(1, 1, Duration.ofHours(1)).get(0).ref();

        assertThat(record(row, 98, "98 was started instead – of 97")).isTrue();
        assertThat(record(row, 98)).isTrue();

        assertThat(database.text("reason", row.id())).isEqualTo("98 was started instead – of 97");
        assertThat(record(row, 99, "another")).isTrue();
        assertThat(database.text("reason", row.id())).isEqualTo("another");
        assertThat(database.text("execution_id", row.id())).isEqualTo("99");
    }

    @Test
    void a_claimed_row_is_touched_for_a_test_and_a_lost_one_is_not() throws SQLException {
        ClaimRef row = claim(1, 1, Duration.ofHours(1)).get(0).ref();
        database.execute("UPDATE action_logs SET updated_at = {ts '2020-01-01 00:00:00'}");
        Instant before = database.now();

        assertThat(touch(new ClaimRef(TABLE, row.id(), 2))).isFalse();
        assertThat(database.time("updated_at", row.id())).isBefore(before);
        assertThat(touch(row)).isTrue();

        assertThat(database.time("updated_at", row.id())).isBetween(before, database.now());
        assertThat(database.text("state", row.id())).isEqualTo("CLAIMED");
        Rows.complete(database, List.of(new Completion(row, new RowChange.Processed())));
        assertThat(touch(row)).isFalse();
    }
}
