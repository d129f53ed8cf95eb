package io.claimdispatch.internal.store.statements;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.Dialect;
import io.claimdispatch.internal.store.Mended;
import io.claimdispatch.internal.store.SqlStates;
import io.claimdispatch.internal.store.StorableTime;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks, by the ends of the two indexes, for rows that only a person can have written and that no claim and no recovery
 * would ever meet; locks them and gives them values that they are met by. Each look reads what it finds and no more, except
 * that for claims without a token, which steps over the other claims whose leases have ended: few, unless none is taken back.
 *
 * @param dialect for the times
 * @param drawing for the clock
 * @param words of the dialect
 * @param rows of one kind, which are mended by one transaction
 */
public record RowMending(Dialect dialect, Drawing drawing, Recovering.Words words, int rows) implements Mending {

    /** Where locked rows are skipped. */
    public static final int MANY = 500;

    /** Where they are waited for: who holds one lock and waits for none is in no deadlock with a claim. */
    public static final int ONE = 1;

    /** No setting allows a lease of more than a day. */
    static final Duration LONGEST_LEASE = Duration.ofDays(2);

    /** What the claim does not ask for; and times that not every database holds, which a page could not begin behind. */
    public static final List<String> UNCLAIMABLE = List.of(
            "state = 'WAITING' AND priority < 1",
            "state = 'WAITING' AND priority > 3",
            "state = 'WAITING' AND priority = 1 AND end_at < ?",
            "state = 'WAITING' AND priority = 2 AND end_at < ?",
            "state = 'WAITING' AND priority = 3 AND end_at < ?");

    /** What the recovery does not ask for: a lease that does not end, or a claim that no statement could be fenced by. */
    public static final String ENDLESS = "state = 'CLAIMED' AND lease_until > ?";

    public static final String TOKENLESS = "state = 'CLAIMED' AND lease_until < ? AND claim_token IS NULL";
    public static final String LEASELESS = "state = 'CLAIMED' AND lease_until IS NULL";

    private static final String CLAIMABLE = """
             SET priority = CASE WHEN priority < 1 THEN 1 WHEN priority > 3 THEN 3 ELSE priority END,
                 end_at = CASE WHEN end_at < ? THEN ? ELSE end_at END,
                 updated_at = ?
             WHERE id IN (?*) AND state = 'WAITING'
            """;

    /** A lease of full length, where there is none that ends: a holder that lives renews it. */
    private static final String RECOVERABLE = """
             SET claim_token = COALESCE(claim_token, ?),
                 claimed_by = COALESCE(claimed_by, ?),
                 lease_until = CASE WHEN lease_until IS NULL OR lease_until > ? THEN ? ELSE lease_until END,
                 updated_at = ?
             WHERE id IN (?*) AND state = 'CLAIMED'
            """;

    private static final String LEASES_ELSEWHERE = "SELECT 1 FROM action_logs_claims WHERE 1 = 0";

    @Override
    public Mended mend(Connection connection, TableName table, String node, long token, Duration lease)
            throws SQLException {
        Instant now = drawing.now(connection, table);
        for (String what : UNCLAIMABLE) {
            List<Long> ids = locked(connection, table, what, StorableTime.EARLIEST);
            if (!ids.isEmpty()) {
                return new Mended(makeClaimable(connection, table, ids, now), 0);
            }
        }
        Instant longest = now.plus(LONGEST_LEASE);
        List<Long> ids = locked(connection, table, ENDLESS, longest);
        if (ids.isEmpty()) {
            ids = locked(connection, table, TOKENLESS, now);
        }
        if (ids.isEmpty()) {
            ids = locked(connection, table, LEASELESS, now);
            ids = ids.isEmpty() || leasesElsewhere(connection, table) ? List.of() : ids;
        }
        return ids.isEmpty()
                ? Mended.NONE
                : new Mended(0, makeRecoverable(connection, table, ids, new Claim(node, token, lease), now));
    }

    private record Claim(String node, long token, Duration lease) {}

    private int makeRecoverable(Connection connection, TableName table, List<Long> ids, Claim claim, Instant now)
            throws SQLException {
        String sql = words.current() + "UPDATE action_logs " + words.byId() + RECOVERABLE;
        try (PreparedStatement update = connection.prepareStatement(Sql.on(table, sql, ids.size()))) {
            new Binding(dialect, update)
                    .number(claim.token())
                    .string(claim.node())
                    .instant(now.plus(LONGEST_LEASE))
                    .instant(now.plus(claim.lease()))
                    .instant(now)
                    .numbers(ids);
            return update.executeUpdate();
        }
    }

    private int makeClaimable(Connection connection, TableName table, List<Long> ids, Instant now) throws SQLException {
        String sql = words.current() + "UPDATE action_logs " + words.byId() + CLAIMABLE;
        try (PreparedStatement update = connection.prepareStatement(Sql.on(table, sql, ids.size()))) {
            new Binding(dialect, update)
                    .instant(StorableTime.EARLIEST)
                    .instant(StorableTime.EARLIEST)
                    .instant(now)
                    .numbers(ids);
            return update.executeUpdate();
        }
    }

    private List<Long> locked(Connection connection, TableName table, String what, Instant time) throws SQLException {
        List<Long> found = ids(connection, Sql.on(table, find(what)), List.of(), what, time);
        return found.isEmpty() ? found : ids(connection, Sql.on(table, lock(what), found.size()), found, what, time);
    }

    public String find(String what) {
        return "SELECT id FROM action_logs WHERE " + what + " " + words.limit() + " " + words.unlocked();
    }

    private String lock(String what) {
        return words.current() + "SELECT id FROM action_logs " + words.byId() + " WHERE id IN (?*) AND " + what + " "
                + words.lockFree();
    }

    private List<Long> ids(Connection connection, String sql, List<Long> among, String what, Instant time)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Binding binding = new Binding(dialect, statement);
            if (!among.isEmpty()) {
                binding.numbers(among);
            }
            if (what.contains("?")) {
                binding.instant(time);
            }
            if (among.isEmpty()) {
                binding.number(rows);
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<Long> ids = new ArrayList<>();
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
                return ids;
            }
        }
    }

    /**
     * A later version keeps its leases in a table of their own, and leaves the column empty: what it holds is not ours to
     * take. Asked only when such a row is met.
     */
    private static boolean leasesElsewhere(Connection connection, TableName table) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (PreparedStatement look = connection.prepareStatement(Sql.on(table, LEASES_ELSEWHERE))) {
            look.executeQuery().close();
            return true;
        } catch (SQLException e) {
            connection.rollback(before);
            if (SqlStates.isMissing(e)) {
                return false;
            }
            throw e;
        }
    }
}
