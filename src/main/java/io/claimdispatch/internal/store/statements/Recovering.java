package io.claimdispatch.internal.store.statements;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.ClaimRef;
import io.claimdispatch.internal.store.ClaimedRow;
import io.claimdispatch.internal.store.Dialect;
import io.claimdispatch.internal.store.ExpiredClaim;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks for ended leases without locks and page by page, so that rows which cannot be taken back hide none behind; then locks
 * by the primary key what is wanted of them.
 *
 * @param dialect for the times
 * @param drawing for the clock
 * @param words of the dialect
 */
public record Recovering(Dialect dialect, Drawing drawing, Words words) {

    /** A claim without a token has no holder, and no statement could be fenced by it: {@link RowMending} gives it one. */
    private static final String EXPIRED = """
            SELECT id, claim_token, lease_until, payload_size, <bytes> FROM action_logs
             WHERE state = 'CLAIMED' AND lease_until < ? AND claim_token IS NOT NULL <after>
             ORDER BY state, lease_until, id
            """;

    private static final String READ =
            "SELECT " + RowReader.COLUMNS + " FROM action_logs WHERE id = ? AND claim_token = ? AND state = 'CLAIMED'";

    private static final String AFTER = "AND lease_until >= ? AND (lease_until > ? OR id > ?)";

    /**
     * What is particular to a dialect.
     *
     * @param limit cuts the number of rows to a parameter
     * @param unlocked after a read of no consequence
     * @param current before a statement that must meet rows as they are now
     * @param byId after the table of a statement that goes by ids
     * @param lockFree after a query that locks and leaves out what others have locked
     * @param bytes how long the texts of a row are
     */
    public record Words(String limit, String unlocked, String current, String byId, String lockFree, String bytes) {}

    List<ExpiredClaim> expired(Connection connection, TableName table, @Nullable ExpiredClaim after, int limit)
            throws SQLException {
        Instant now = drawing.now(connection, table);
        RowReader reader = new RowReader(dialect);
        try (PreparedStatement statement = connection.prepareStatement(Sql.on(table, expired(after != null)))) {
            Binding binding = new Binding(dialect, statement).instant(now);
            if (after != null) {
                binding.instant(after.until())
                        .instant(after.until())
                        .number(after.ref().id());
            }
            binding.number(limit);
            try (ResultSet rows = statement.executeQuery()) {
                List<ExpiredClaim> page = new ArrayList<>();
                while (rows.next()) {
                    ClaimRef ref = new ClaimRef(table, rows.getLong(1), rows.getLong(2));
                    long bytes = Math.max(rows.getInt(4), rows.getLong(5));
                    page.add(new ExpiredClaim(ref, reader.instant(rows, 3), bytes));
                }
                return page;
            }
        }
    }

    String expired(boolean isNext) {
        return EXPIRED.replace("<bytes>", words.bytes()).replace("<after>", isNext ? AFTER : "") + words.limit() + " "
                + words.unlocked();
    }

    @Nullable
    ClaimedRow read(Connection connection, ClaimRef ref) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(Sql.on(ref.table(), READ))) {
            new Binding(dialect, statement).number(ref.id()).number(ref.token());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? new RowReader(dialect).read(rows, ref.table()) : null;
            }
        }
    }

    List<ClaimedRow> lock(Connection connection, TableName table, Collection<ClaimRef> refs, boolean unread)
            throws SQLException {
        RowReader reader = new RowReader(dialect, unread);
        List<ClaimedRow> locked = new ArrayList<>();
        lock(
                connection,
                table,
                refs,
                RowReader.columns(RowReader.COLUMNS, unread),
                rows -> locked.add(reader.read(rows, table)));
        locked.removeIf(row -> !refs.contains(row.ref()));
        return locked;
    }

    Set<ClaimRef> still(Connection connection, TableName table, Collection<ClaimRef> refs) throws SQLException {
        Set<ClaimRef> locked = new HashSet<>();
        lock(
                connection,
                table,
                refs,
                "id, claim_token",
                rows -> locked.add(new ClaimRef(table, rows.getLong(1), rows.getLong(2))));
        locked.retainAll(refs);
        return locked;
    }

    private void lock(
            Connection connection, TableName table, Collection<ClaimRef> refs, String columns, Consumer consumer)
            throws SQLException {
        Instant now = drawing.now(connection, table);
        List<Long> ids = refs.stream().map(ClaimRef::id).distinct().sorted().toList();
        for (List<Long> chunk : Chunks.of(ids)) {
            String sql = Sql.on(table, lock(columns), chunk.size());
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                new Binding(dialect, statement).numbers(chunk).instant(now);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        consumer.take(rows);
                    }
                }
            }
        }
    }

    String lock(String columns) {
        return words.current() + "SELECT " + columns + " FROM action_logs " + words.byId()
                + " WHERE id IN (?*) AND state = 'CLAIMED' AND lease_until < ? " + words.lockFree();
    }

    /** What is done with each row that is locked. */
    private interface Consumer {
        void take(ResultSet row) throws SQLException;
    }
}
