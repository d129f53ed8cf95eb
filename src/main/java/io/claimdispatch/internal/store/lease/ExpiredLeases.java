package io.claimdispatch.internal.store.lease;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.row.ClaimedRow;
import io.claimdispatch.internal.store.sql.Binding;
import io.claimdispatch.internal.store.sql.Chunks;
import io.claimdispatch.internal.store.sql.ColumnTypes;
import io.claimdispatch.internal.store.sql.IdSequence;
import io.claimdispatch.internal.store.sql.NamedSql;
import io.claimdispatch.internal.store.sql.RowReader;
import io.claimdispatch.internal.store.sql.Statements;
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
 * Finds expired leases without locks and page by page, so that rows that cannot be recovered hide none behind them;
 * then locks the wanted rows by the primary key.
 */
public class ExpiredLeases {

    private final ColumnTypes columns;
    private final IdSequence sequence;
    private final Texts sql;

    /**
     * The statements, as their file names them.
     *
     * @param expired {@code expired}
     * @param after {@code expired_after}
     * @param lock {@code expired_lock}
     * @param unread {@code expired_lock_unread}
     * @param only {@code expired_lock_only}
     */
    record Texts(NamedSql expired, NamedSql after, NamedSql lock, NamedSql unread, NamedSql only) {}

    public ExpiredLeases(ColumnTypes columns, Statements sql, IdSequence sequence) {
        this(
                columns,
                sequence,
                new Texts(
                        sql.get("expired"),
                        sql.get("expired_after"),
                        sql.get("expired_lock"),
                        sql.get("expired_lock_unread"),
                        sql.get("expired_lock_only")));
    }

    private ExpiredLeases(ColumnTypes columns, IdSequence sequence, Texts sql) {
        this.columns = columns;
        this.sequence = sequence;
        this.sql = sql;
    }

    /** A copy, for a subclass that overrides a part of it. */
    protected ExpiredLeases(ExpiredLeases other) {
        this(other.columns, other.sequence, other.sql);
    }

    /**
     * Finds claims whose lease has expired, in the order of expiry and id. Locks nothing, and includes rows locked by
     * others.
     *
     * @param after the last claim of the previous page; null for the first page
     * @param limit the maximum number of claims
     */
    public List<ExpiredClaim> page(Connection connection, TableName table, @Nullable ExpiredClaim after, int limit)
            throws SQLException {
        if (limit <= 0) {
            return List.of();
        }
        Instant now = sequence.now(connection, table);
        RowReader reader = new RowReader(columns);
        NamedSql look = after == null ? sql.expired() : sql.after();
        try (PreparedStatement statement = connection.prepareStatement(look.on(table))) {
            Binding binding = new Binding(columns, statement).instant(now);
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

    /**
     * Locks and reads the rows of these claims whose lease has expired and was not renewed. Skips rows locked by
     * another transaction, if the database can.
     */
    public List<ClaimedRow> lock(Connection connection, TableName table, Collection<ClaimRef> refs)
            throws SQLException {
        return lock(connection, table, refs, false);
    }

    /** The same, with an empty object as the payload and without long errors, for rows that do not fit into memory. */
    public List<ClaimedRow> lockUnread(Connection connection, TableName table, Collection<ClaimRef> refs)
            throws SQLException {
        return lock(connection, table, refs, true);
    }

    private List<ClaimedRow> lock(Connection connection, TableName table, Collection<ClaimRef> refs, boolean unread)
            throws SQLException {
        RowReader reader = new RowReader(columns, unread);
        List<ClaimedRow> locked = new ArrayList<>();
        lock(connection, table, refs, unread ? sql.unread() : sql.lock(), rows -> locked.add(reader.read(rows, table)));
        locked.removeIf(row -> !refs.contains(row.ref()));
        return locked;
    }

    /** The same without reading the rows, for their completion in the same transaction. */
    public Set<ClaimRef> lockOnly(Connection connection, TableName table, Collection<ClaimRef> refs)
            throws SQLException {
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
        if (refs.isEmpty()) {
            return;
        }
        Instant now = sequence.now(connection, table);
        List<Long> ids = refs.stream().map(ClaimRef::id).distinct().sorted().toList();
        for (List<Long> chunk : Chunks.of(ids)) {
            try (PreparedStatement statement = connection.prepareStatement(lock.on(table, chunk.size()))) {
                new Binding(columns, statement).numbers(chunk).instant(now);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        consumer.take(rows);
                    }
                }
            }
        }
    }

    /** Receives each locked row. */
    private interface Consumer {
        void take(ResultSet row) throws SQLException;
    }
}
