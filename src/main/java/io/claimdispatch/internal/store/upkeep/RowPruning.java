package io.claimdispatch.internal.store.upkeep;

import io.claimdispatch.internal.common.TableName;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Scans the primary key in stretches of a known length: no index contains the finished rows, since every completion
 * would have to maintain it. Rows are locked before they are deleted, so that rows locked by others can be skipped.
 */
public class RowPruning {

    private final ColumnTypes columns;
    private final IdSequence sequence;
    private final Texts sql;

    /**
     * The statements.
     *
     * @param end {@code stretch_end}
     * @param both {@code stretch_ended}
     * @param done the statements for rows that are done
     * @param dead the statements for dead letters
     */
    record Texts(NamedSql end, NamedSql both, Kind done, Kind dead) {}

    /**
     * The statements for one kind of end.
     *
     * @param stretch {@code stretch_done} or its like
     * @param lock {@code prune_lock_done} or its like
     * @param delete {@code prune_delete_done} or its like
     */
    record Kind(NamedSql stretch, NamedSql lock, NamedSql delete) {

        Kind(Statements sql, String name) {
            this(sql.get("stretch_" + name), sql.get("prune_lock_" + name), sql.get("prune_delete_" + name));
        }
    }

    public RowPruning(ColumnTypes columns, Statements sql, IdSequence sequence) {
        this(
                columns,
                sequence,
                new Texts(
                        sql.get("stretch_end"),
                        sql.get("stretch_ended"),
                        new Kind(sql, "done"),
                        new Kind(sql, "dead")));
    }

    private RowPruning(ColumnTypes columns, IdSequence sequence, Texts sql) {
        this.columns = columns;
        this.sequence = sequence;
        this.sql = sql;
    }

    /** A copy, for a subclass that overrides a part of it. */
    protected RowPruning(RowPruning other) {
        this(other.columns, other.sequence, other.sql);
    }

    private Kind texts(TerminalKind kind) {
        return kind == TerminalKind.DONE ? sql.done() : sql.dead();
    }

    private NamedSql stretch(List<TerminalKind> kinds) {
        return Set.copyOf(kinds).size() > 1 ? sql.both() : texts(kinds.get(0)).stretch();
    }

    /**
     * Reads, without locks and along the primary key, which rows of the next stretch of the table are finished. For a
     * transaction of its own.
     *
     * @param kinds how they ended
     * @param age only rows that ended at least this long ago, by the database's clock
     * @param after the id that the stretch begins after
     * @param size the length of the stretch, in rows of any state
     */
    public TerminalRows ended(
            Connection connection, TableName table, List<TerminalKind> kinds, Duration age, long after, int size)
            throws SQLException {
        Instant now = sequence.now(connection, table);
        Long last = last(connection, table, after, size);
        List<TerminalRows.Row> found = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement(stretch(kinds).on(table))) {
            new Binding(columns, statement)
                    .number(after)
                    .number(last == null ? Long.MAX_VALUE : last)
                    .instant(now.minus(age));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(new TerminalRows.Row(
                            rows.getLong(1),
                            rows.getString(2),
                            TerminalKind.of(rows.getString(3)),
                            new RowReader(columns).instant(rows, 4)));
                }
            }
        }
        return new TerminalRows(found, last, now);
    }

    /** The last id of the stretch after an id; null at the end of the table. */
    @Nullable
    Long last(Connection connection, TableName table, long after, int size) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql.end().on(table))) {
            new Binding(columns, statement).number(after).number(size - 1);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? (Long) rows.getLong(1) : null;
            }
        }
    }

    /**
     * Deletes rows, each only if it ended in this way and at least this long ago. Skips rows locked by another
     * transaction, if the database can. For a transaction of its own.
     *
     * @return the number of deleted rows
     */
    public int prune(Connection connection, TableName table, TerminalKind kind, Duration age, List<Long> ids)
            throws SQLException {
        if (ids.isEmpty()) {
            return 0;
        }
        Instant before = sequence.now(connection, table).minus(age);
        int pruned = 0;
        for (List<Long> chunk : Chunks.of(ids)) {
            List<Long> locked = lock(connection, table, kind, before, chunk);
            pruned += locked.isEmpty() ? 0 : delete(connection, table, kind, before, locked);
        }
        return pruned;
    }

    private List<Long> lock(Connection connection, TableName table, TerminalKind kind, Instant before, List<Long> ids)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(texts(kind).lock().on(table, ids.size()))) {
            new Binding(columns, statement).numbers(ids).instant(before);
            try (ResultSet rows = statement.executeQuery()) {
                List<Long> locked = new ArrayList<>();
                while (rows.next()) {
                    locked.add(rows.getLong(1));
                }
                return locked;
            }
        }
    }

    private int delete(Connection connection, TableName table, TerminalKind kind, Instant before, List<Long> ids)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(texts(kind).delete().on(table, ids.size()))) {
            new Binding(columns, statement).numbers(ids).instant(before);
            return statement.executeUpdate();
        }
    }
}
