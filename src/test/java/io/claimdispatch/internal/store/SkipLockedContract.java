package io.claimdispatch.internal.store;

import static io.claimdispatch.internal.store.TestDatabase.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.Priority;
import io.claimdispatch.internal.store.lease.EndedClaim;
import io.claimdispatch.internal.store.lease.ExpiredClaim;
import io.claimdispatch.internal.store.lease.HeldLeases;
import io.claimdispatch.internal.store.publish.Inserted;
import io.claimdispatch.internal.store.publish.NewRow;
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.row.ClaimRequest;
import io.claimdispatch.internal.store.row.ClaimedRow;
import io.claimdispatch.internal.store.row.Completion;
import io.claimdispatch.internal.store.row.RowChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** For databases that can step over locked rows. */
abstract class SkipLockedContract {

    final TestDatabase database;

    SkipLockedContract(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void anEmptyTable() throws SQLException {
        database.reset();
    }

    private List<Long> claim(Connection connection, int limit, long token) throws SQLException {
        return Rows.ids(database.store().claims().claim(connection, Rows.request(Set.of("a"), limit, token)));
    }

    @Test
    void open_claims_are_disjoint_and_lock_exactly_what_they_take() throws SQLException {
        List<NewRow> rows = new ArrayList<>(Collections.nCopies(4, Rows.due("a", Priority.HIGH)));
        rows.addAll(Collections.nCopies(4, Rows.due("a")));
        rows.addAll(Collections.nCopies(4, Rows.due("a", Priority.LOW)));
        List<Long> ids = Rows.publish(database, rows).stream().map(Inserted::id).toList();
        try (Connection first = database.begin();
                Connection second = database.begin();
                Connection third = database.begin()) {
            assertThat(claim(first, 3, 1)).containsExactlyElementsOf(ids.subList(0, 3));
            assertThat(claim(second, 3, 2)).containsExactlyElementsOf(ids.subList(3, 6));
            assertThat(claim(third, 100, 3)).containsExactlyElementsOf(ids.subList(6, 12));
        }
    }

    @Test
    void many_locked_rows_in_front_hide_none_behind() throws SQLException {
        Rows.publish(database, Collections.nCopies(500, Rows.due("a")));
        try (Connection first = database.begin();
                Connection second = database.begin()) {
            assertThat(claim(first, 490, 1)).hasSize(490);
            assertThat(claim(second, 2, 2)).hasSize(2);
        }
    }

    @Test
    void expired_rows_that_others_have_locked_are_left_out_and_no_more_are_locked_than_asked_for() throws SQLException {
        Rows.publish(database, Collections.nCopies(50, Rows.due("a")));
        ClaimRequest request =
                new ClaimRequest(TABLE, Set.of("a"), 50, Rows.NO_BYTE_BOUND, "node", 1, Duration.ofSeconds(-1));
        database.commit(c -> database.store().claims().claim(c, request));
        try (Connection first = database.begin();
                Connection second = database.begin();
                Connection third = database.begin()) {
            EndedClaim ended =
                    database.store().claimLeases().page(first, TABLE, null, 100).get(0);
            List<ClaimRef> refs = database.store().claimLeases().rows(first, TABLE, ended).stream()
                    .map(ExpiredClaim::ref)
                    .toList();
            assertThat(refs).hasSize(50);
            assertThat(database.store().expired().lock(first, TABLE, refs.subList(0, 43)))
                    .hasSize(43);
            assertThat(database.store().expired().lockOnly(second, TABLE, refs.subList(0, 45)))
                    .containsExactlyInAnyOrderElementsOf(refs.subList(43, 45));
            assertThat(database.store().expired().lock(third, TABLE, refs))
                    .extracting(ClaimedRow::ref)
                    .containsExactlyInAnyOrderElementsOf(refs.subList(45, 50));
        }
    }

    @Test
    void a_publisher_does_not_wait_for_an_open_claim_nor_a_claim_for_an_open_publisher() throws SQLException {
        Rows.publish(database, Collections.nCopies(10, Rows.due("a")));
        try (Connection claimer = database.begin();
                Connection publisher = database.begin()) {
            assertThat(claim(claimer, 5, 1)).hasSize(5);
            database.store().inserts().insert(publisher, TABLE, List.of(Rows.due("a"), Rows.keyed("a", "k")));
            try (Connection another = database.begin()) {
                assertThat(claim(another, 100, 2)).hasSize(5);
            }
            publisher.commit();
        }
    }

    @Test
    void leases_that_end_keep_nobody_from_a_claim_whether_they_are_of_this_table_or_not() throws SQLException {
        Rows.publish(database, Collections.nCopies(4, Rows.due("a")));
        Rows.claim(database, "a", 1, 10);
        Rows.claim(database, "a", 1, 20);
        try (Connection first = database.begin();
                Connection second = database.begin()) {
            database.store().claimLeases().end(first, TABLE, List.of(5L, 10L, 15L));
            database.store().claimLeases().end(second, TABLE, List.of(6L, 16L, 20L));

            assertThat(claim(first, 1, 17)).hasSize(1);
            assertThat(claim(second, 1, 7)).hasSize(1);
            first.commit();
            second.commit();
        }
        assertThat(database.query("SELECT token FROM action_logs_claims ORDER BY token"))
                .extracting(token -> ((Number) token).longValue())
                .containsExactly(7L, 17L);
    }

    @Test
    void a_heartbeat_does_not_wait_for_an_open_completion() throws SQLException {
        Rows.publish(database, Collections.nCopies(2, Rows.due("a")));
        List<ClaimedRow> rows = Rows.claim(database, "a", 2, 1);
        try (Connection completing = database.begin()) {
            Completion done = new Completion(rows.get(0).ref(), new RowChange.Processed());
            database.store().completions().complete(completing, TABLE, List.of(done));

            Set<Long> renewed = database.commit(c -> database.store()
                    .leases()
                    .renew(c, TABLE, "node-1", new HeldLeases(List.of(1L), Set.of()), Duration.ofHours(1)));
            assertThat(renewed).containsExactly(1L);
        }
    }
}
