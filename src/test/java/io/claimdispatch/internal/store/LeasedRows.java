package io.claimdispatch.internal.store;

import static io.claimdispatch.internal.store.TestDatabase.TABLE;

import io.claimdispatch.internal.store.lease.EndedClaim;
import io.claimdispatch.internal.store.lease.ExpiredClaim;
import io.claimdispatch.internal.store.lease.HeldLeases;
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.row.ClaimRequest;
import io.claimdispatch.internal.store.row.ClaimedRow;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** Claimed rows with leases, and what a node does with both. */
abstract class LeasedRows {

    static final Duration ENDED = Duration.ofSeconds(-1);

    final TestDatabase database;

    LeasedRows(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void anEmptyTable() throws SQLException {
        database.reset();
    }

    List<ClaimedRow> claim(int count, long token, Duration lease) throws SQLException {
        Rows.publish(database, Collections.nCopies(count, Rows.due("a")));
        ClaimRequest request =
                new ClaimRequest(TABLE, Set.of("a"), count, Rows.NO_BYTE_BOUND, "node-" + token, token, lease);
        return database.commit(c -> database.store().claims().claim(c, request));
    }

    List<EndedClaim> ended() throws SQLException {
        return ended(null, 100);
    }

    List<EndedClaim> ended(@Nullable EndedClaim after, int limit) throws SQLException {
        return database.commit(c -> database.store().claimLeases().page(c, TABLE, after, limit));
    }

    List<ClaimRef> rows(EndedClaim claim) throws SQLException {
        return database.commit(c -> database.store().claimLeases().rows(c, TABLE, claim)).stream()
                .map(ExpiredClaim::ref)
                .toList();
    }

    /** The rows of expired claims. */
    List<ClaimRef> expired() throws SQLException {
        List<ClaimRef> refs = new ArrayList<>();
        for (EndedClaim claim : ended()) {
            refs.addAll(rows(claim));
        }
        return refs;
    }

    boolean take(EndedClaim claim) throws SQLException {
        return database.commit(c -> database.store().claimLeases().take(c, TABLE, "recoverer", claim));
    }

    void drop(EndedClaim claim) throws SQLException {
        database.commit(c -> database.store().claimLeases().drop(c, TABLE, claim));
    }

    void end(Long... tokens) throws SQLException {
        database.commit(c -> {
            database.store().claimLeases().end(c, TABLE, List.of(tokens));
            return tokens;
        });
    }

    long claims() throws SQLException {
        return database.number("SELECT COUNT(*) FROM action_logs_claims");
    }

    Set<Long> renew(String node, List<Long> tokens) throws SQLException {
        return renew(node, new HeldLeases(tokens, Set.of()));
    }

    Set<Long> renew(String node, HeldLeases held) throws SQLException {
        return database.commit(c -> database.store().leases().renew(c, TABLE, node, held, Duration.ofHours(1)));
    }

    boolean touch(ClaimRef ref) throws SQLException {
        return database.commit(c -> database.store().leases().touch(c, ref));
    }

    boolean record(ClaimRef ref, long execution) throws SQLException {
        return record(ref, execution, null);
    }

    boolean record(ClaimRef ref, long execution, @Nullable String note) throws SQLException {
        return database.commit(c -> database.store().leases().recordExecution(c, ref, execution, note));
    }
}
