package io.claimdispatch.internal.store;

import static io.claimdispatch.internal.store.TestDatabase.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long a claim holds. */
abstract class LeaseContract {

    private static final Duration ENDED = Duration.ofSeconds(-1);

    final TestDatabase database;

    LeaseContract(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void anEmptyTable() throws SQLException {
        database.reset();
    }

    private List<ClaimedRow> claim(int count, long token, Duration lease) throws SQLException {
        Rows.publish(database, Collections.nCopies(count, Rows.due("a")));
        ClaimRequest request =
                new ClaimRequest(TABLE, Set.of("a"), count, Rows.NO_BYTE_BOUND, "node-" + token, token, lease);
        return database.commit(c -> database.store().claims().claim(c, request));
    }

    private List<ClaimRef> expired(int limit) throws SQLException {
        return expired(null, limit).stream().map(ExpiredClaim::ref).toList();
    }

    private List<ExpiredClaim> expired(@Nullable ExpiredClaim after, int limit) throws SQLException {
        return database.commit(c -> database.store().expired().page(c, TABLE, after, limit));
    }

    private Set<ClaimRef> renew(String node, List<Long> tokens) throws SQLException {
        return renew(node, new HeldLeases(tokens, Set.of()));
    }

    private Set<ClaimRef> renew(String node, HeldLeases held) throws SQLException {
        return database.commit(c -> database.store().leases().renew(c, TABLE, node, held, Duration.ofHours(1)));
    }

    @Test
    void only_leases_that_have_ended_are_found_with_what_the_row_held() throws SQLException {
        claim(2, 1, Duration.ofHours(1));
        ClaimedRow lost = claim(1, 2, ENDED).get(0);

        assertThat(expired(10)).containsExactly(lost.ref());
        List<ClaimedRow> locked =
                database.commit(c -> database.store().expired().lock(c, TABLE, expired(10)));
        assertThat(locked).containsExactly(lost);
        assertThat(locked.get(0).claimedBy()).isEqualTo("node-2");
    }

    @Test
    void no_row_of_a_claim_that_is_renewed_or_lost_meanwhile_is_locked() throws SQLException {
        ClaimRef renewed = claim(1, 1, ENDED).get(0).ref();
        ClaimRef lost = claim(1, 2, ENDED).get(0).ref();
        ClaimRef ended = claim(1, 3, ENDED).get(0).ref();
        List<ClaimRef> seen = expired(10);
        assertThat(seen).containsExactlyInAnyOrder(renewed, lost, ended);
        renew("node-1", List.of(1L));
        Rows.complete(database, List.of(new Completion(lost, new RowChange.Retry(Duration.ZERO, 1, "[]", "E#1"))));
        ClaimRequest again = new ClaimRequest(TABLE, Set.of("a"), 1, Rows.NO_BYTE_BOUND, "node-4", 4, ENDED);
        database.commit(c -> database.store().claims().claim(c, again));

        List<ClaimedRow> locked =
                database.commit(c -> database.store().expired().lock(c, TABLE, seen));
        Set<ClaimRef> still = database.commit(c -> database.store().expired().lockOnly(c, TABLE, seen));

        assertThat(locked).extracting(ClaimedRow::ref).containsExactly(ended);
        assertThat(still).containsExactly(ended);
    }

    @Test
    void page_after_page_shows_each_expired_claim_once_in_the_order_of_the_ends() throws SQLException {
        claim(5, 1, ENDED);
        claim(4, 2, ENDED);
        String payload = "\"" + "x".repeat(998) + "\"";
        Rows.publish(database, List.of(Rows.payload("a", payload)));
        ClaimRequest longAgo =
                new ClaimRequest(TABLE, Set.of("a"), 1, Rows.NO_BYTE_BOUND, "node-3", 3, Duration.ofDays(-1));
        database.commit(c -> database.store().claims().claim(c, longAgo));

        List<ExpiredClaim> seen = new ArrayList<>();
        List<ExpiredClaim> page = expired(null, 2);
        while (!page.isEmpty()) {
            seen.addAll(page);
            page = expired(page.get(page.size() - 1), 2);
        }

        assertThat(seen).hasSize(10).doesNotHaveDuplicates();
        assertThat(seen)
                .isSortedAccordingTo(Comparator.comparing(ExpiredClaim::until)
                        .thenComparing(claim -> claim.ref().id()));
        assertThat(seen.get(0).ref().token()).isEqualTo(3);
        assertThat(seen.get(0).bytes()).isEqualTo(1_000);
    }

    @Test
    void no_more_expired_rows_than_asked_for() throws SQLException {
        claim(5, 1, ENDED);

        assertThat(expired(3)).hasSize(3);
        assertThat(expired(0)).isEmpty();
        assertThat(expired(100)).hasSize(5);
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
        assertThat(renew("node-1", List.of(1L))).isEmpty();
        assertThat(Rows.claim(database, "a", 1, 2)).hasSize(1);
    }

    @Test
    void a_heartbeat_extends_what_the_node_holds_under_these_tokens_and_nothing_else() throws SQLException {
        ClaimedRow first = claim(1, 1, ENDED).get(0);
        ClaimedRow second = claim(1, 2, ENDED).get(0);
        Instant before = database.now();

        assertThat(renew("node-2", List.of(1L, 2L, 3L))).containsExactly(second.ref());

        assertThat(database.time("lease_until", second.ref().id()))
                .isBetween(before.plus(Duration.ofHours(1)), database.now().plus(Duration.ofHours(1)));
        assertThat(expired(10)).containsExactly(first.ref());
        assertThat(renew("node-1", List.of(2L))).isEmpty();
        assertThat(renew("node-1", List.of())).isEmpty();
    }

    @Test
    void a_heartbeat_leaves_out_what_the_node_has_given_up_of_a_claim_and_nothing_else() throws SQLException {
        List<ClaimRef> refs = claim(3, 1, ENDED).stream().map(ClaimedRow::ref).toList();
        ClaimRef given = refs.get(1);
        ClaimRef ofAnEarlierClaim = new ClaimRef(TABLE, refs.get(2).id(), 7);

        assertThat(renew("node-1", new HeldLeases(List.of(1L), Set.of(given, ofAnEarlierClaim))))
                .containsExactlyInAnyOrder(refs.get(0), refs.get(2));

        assertThat(expired(10)).containsExactly(given);
    }

    @Test
    void one_heartbeat_extends_hundreds_of_rows() throws SQLException {
        List<ClaimRef> refs = claim(700, 1, ENDED).stream().map(ClaimedRow::ref).toList();

        assertThat(renew("node-1", List.of(1L))).containsExactlyInAnyOrderElementsOf(refs);
        assertThat(expired(10)).isEmpty();
    }

    @Test
    void a_heartbeat_extends_nothing_that_is_done() throws SQLException {
        ClaimedRow row = claim(1, 1, Duration.ofHours(1)).get(0);
        Rows.complete(database, List.of(new Completion(row.ref(), new RowChange.Processed())));

        assertThat(renew("node-1", List.of(1L))).isEmpty();
        assertThat(database.time("lease_until", row.ref().id())).isNull();
    }

    @Test
    void a_late_heartbeat_cannot_overrun_the_recovery_of_its_row() throws Exception {
        ClaimedRow lost = claim(1, 1, ENDED).get(0);
        try (Connection recovery = database.begin()) {
            ClaimRef row = database.store()
                    .expired()
                    .lockOnly(recovery, TABLE, List.of(lost.ref()))
                    .iterator()
                    .next();
            try (Concurrent<Set<ClaimRef>> heartbeat = Concurrent.start(() -> renew("node-1", List.of(1L)))) {
                heartbeat.untilBlocked(database);
                Completion back = new Completion(row, new RowChange.Retry(Duration.ZERO, 1, "[]", "E#1"));
                assertThat(database.store().completions().complete(recovery, TABLE, List.of(back)))
                        .containsExactly(lost.ref());
                recovery.commit();

                assertThat(heartbeat.result()).isEmpty();
            }
        }
        assertThat(database.text("state", lost.ref().id())).isEqualTo("WAITING");
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

    private boolean record(ClaimRef ref, long execution) throws SQLException {
        return record(ref, execution, null);
    }

    private boolean record(ClaimRef ref, long execution, @Nullable String note) throws SQLException {
        return database.commit(c -> database.store().leases().recordExecution(c, ref, execution, note));
    }
}
