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
 * @param sequence for the clock
 * @param sql the statements
 */
public record Recovering(Dialect dialect, IdSequence sequence, Recovering.Texts sql) {

    /**
     * The statements, as their file names them.
     *
     * @param expired {@code expired}
     * @param after {@code expired_after}
     * @param lock {@code expired_lock}
     * @param unread {@code expired_lock_unread}
     * @param only {@code expired_lock_only}
     * @param row {@code claimed_row}
     */
    record Texts(NamedSql expired, NamedSql after, NamedSql lock, NamedSql unread, NamedSql only, NamedSql row) {}

    public Recovering(Dialect dialect, Statements sql, IdSequence sequence) {
        this(
                dialect,
                sequence,
                new Texts(
                        sql.get("expired"),
                        sql.get("expired_after"),
                        sql.get("expired_lock"),
                        sql.get("expired_lock_unread"),
                        sql.get("expired_lock_only"),
                        sql.get("claimed_row")));
    }

    List<ExpiredClaim> expired(Connection connection, TableName table, @Nullable ExpiredClaim after, int limit)
            throws SQLException {
        Instant now = sequence.now(connection, table);
        RowReader reader = new RowReader(dialect);
        NamedSql look = after == null ? sql.expired() : sql.after();
        try (PreparedStatement statement = connection.prepareStatement(look.on(table))) {
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

    @Nullable
    ClaimedRow read(Connection connection, ClaimRef ref) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql.row().on(ref.table()))) {
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
        lock(connection, table, refs, unread ? sql.unread() : sql.lock(), rows -> locked.add(reader.read(rows, table)));
        locked.removeIf(row -> !refs.contains(row.ref()));
        return locked;
    }

    Set<ClaimRef> still(Connection connection, TableName table, Collection<ClaimRef> refs) throws SQLException {
        Set<ClaimRef> locked = new HashSet<>();
        lock(
                connection,
                table,
                refs,
                sql.only(),
                rows -> locked.add(new ClaimRef(table, rows.getLong(1), rows.getLong(2))));
        locked.retainAll(refs);
        return locked;
    }

    private void lock(
            Connection connection, TableName table, Collection<ClaimRef> refs, NamedSql lock, Consumer consumer)
            throws SQLException {
        Instant now = sequence.now(connection, table);
        List<Long> ids = refs.stream().map(ClaimRef::id).distinct().sorted().toList();
        for (List<Long> chunk : Chunks.of(ids)) {
            try (PreparedStatement statement = connection.prepareStatement(lock.on(table, chunk.size()))) {
                new Binding(dialect, statement).numbers(chunk).instant(now);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        consumer.take(rows);
                    }
                }
            }
        }
    }

    /** What is done with each row that is locked. */
    private interface Consumer {
        void take(ResultSet row) throws SQLException;
    }
}
