package io.claimdispatch.internal.store.statements;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.Dialect;
import io.claimdispatch.internal.store.Ended;
import io.claimdispatch.internal.store.EndedRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks the primary key in stretches of a known length, since no index knows which rows have ended, and one that did would
 * be kept up by every completion. Rows are locked before they are deleted, so that those which others have locked can be
 * left out.
 *
 * @param dialect for the times
 * @param drawing for the clock
 * @param words of the dialect
 */
public record RowPruning(Dialect dialect, Drawing drawing, Words words) implements Pruning {

    /**
     * What is particular to a dialect.
     *
     * @param skipTo after a query: leaves out so many rows and returns the next
     * @param state the column, in a form for which no planner would leave the primary key
     * @param byId after the table of a statement that goes by ids
     * @param current before a statement that must meet rows as they are now
     * @param lockFree after a query that locks and leaves out what others have locked
     * @param deleteFrom up to the WHERE of a statement that goes by ids
     * @param unlocked after a read of no consequence
     */
    public record Words(
            String skipTo,
            String state,
            String byId,
            String current,
            String lockFree,
            String deleteFrom,
            String unlocked) {}

    @Override
    public EndedRows ended(
            Connection connection, TableName table, List<Ended> kinds, Duration age, long after, int size)
            throws SQLException {
        Instant now = drawing.now(connection, table);
        Long last = last(connection, table, after, size);
        List<EndedRows.Row> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(Sql.on(table, stretch(kinds)))) {
            new Binding(dialect, statement)
                    .number(after)
                    .number(last == null ? Long.MAX_VALUE : last)
                    .instant(now.minus(age));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(new EndedRows.Row(
                            rows.getLong(1),
                            rows.getString(2),
                            Ended.of(rows.getString(3)),
                            new RowReader(dialect).instant(rows, 4)));
                }
            }
        }
        return new EndedRows(found, last, now);
    }

    public String skip() {
        return "SELECT id FROM action_logs " + words.byId() + " WHERE id > ? ORDER BY id " + words.skipTo() + " "
                + words.unlocked();
    }

    public String stretch(List<Ended> kinds) {
        return "SELECT id, type, state, updated_at FROM action_logs " + words.byId()
                + " WHERE id > ? AND id <= ? AND " + words.state() + " IN (" + Ended.states(kinds)
                + ") AND updated_at <= ? ORDER BY id " + words.unlocked();
    }

    /** The last id of the stretch after an id; null at the end of the table. */
    @Nullable
    Long last(Connection connection, TableName table, long after, int size) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(Sql.on(table, skip()))) {
            new Binding(dialect, statement).number(after).number(size - 1);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? (Long) rows.getLong(1) : null;
            }
        }
    }

    @Override
    public int prune(Connection connection, TableName table, Ended kind, Duration age, List<Long> ids)
            throws SQLException {
        Instant before = drawing.now(connection, table).minus(age);
        int pruned = 0;
        for (List<Long> chunk : Chunks.of(ids)) {
            List<Long> locked = lock(connection, table, kind, before, chunk);
            pruned += locked.isEmpty() ? 0 : delete(connection, table, kind, before, locked);
        }
        return pruned;
    }

    public String lock(Ended kind) {
        return words.current() + "SELECT id FROM action_logs " + words.byId() + fence(kind) + words.lockFree();
    }

    public String delete(Ended kind) {
        return words.current() + words.deleteFrom() + fence(kind);
    }

    private static String fence(Ended kind) {
        return " WHERE id IN (?*) AND state IN (" + kind.states() + ") AND updated_at <= ? ";
    }

    private List<Long> lock(Connection connection, TableName table, Ended kind, Instant before, List<Long> ids)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(Sql.on(table, lock(kind), ids.size()))) {
            new Binding(dialect, statement).numbers(ids).instant(before);
            try (ResultSet rows = statement.executeQuery()) {
                List<Long> locked = new ArrayList<>();
                while (rows.next()) {
                    locked.add(rows.getLong(1));
                }
                return locked;
            }
        }
    }

    private int delete(Connection connection, TableName table, Ended kind, Instant before, List<Long> ids)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(Sql.on(table, delete(kind), ids.size()))) {
            new Binding(dialect, statement).numbers(ids).instant(before);
            return statement.executeUpdate();
        }
    }
}
