package io.claimdispatch.internal.store.operate;

import io.claimdispatch.ActionEvent;
import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.failure.SqlStates;
import io.claimdispatch.internal.store.sql.Batch;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes, reads and deletes the events of a table, which only operators' commands cause. */
public final class RowEvents {

    private final ColumnTypes columns;
    private final IdSequence sequence;
    private final Texts sql;
    private final boolean batches;
    private final Function<TableName, ClaimDispatchException> missing;

    /**
     * The statements, as their file names them.
     *
     * @param insert {@code insert_event}
     * @param latest {@code events}
     * @param of {@code events_of}
     * @param oldest {@code events_oldest}
     * @param delete {@code events_delete}
     */
    record Texts(NamedSql insert, NamedSql latest, NamedSql of, NamedSql oldest, NamedSql delete) {}

    /**
     * Takes its statements from those of the database.
     *
     * @param batches see {@link Batch#collects}
     * @param missing creates the error about a missing table of events
     */
    public RowEvents(
            ColumnTypes columns,
            Statements sql,
            IdSequence sequence,
            boolean batches,
            Function<TableName, ClaimDispatchException> missing) {
        this.columns = columns;
        this.sequence = sequence;
        this.sql = new Texts(
                sql.get("insert_event"),
                sql.get("events"),
                sql.get("events_of"),
                sql.get("events_oldest"),
                sql.get("events_delete"));
        this.batches = batches;
        this.missing = missing;
    }

    /** Reads the database's time, for an event whose statement has not read it. */
    public Instant now(Connection connection, TableName table) throws SQLException {
        return sequence.now(connection, table);
    }

    /** Writes events, in their order. */
    public void write(Connection connection, TableName table, List<NewEvent> events) throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        try (PreparedStatement statement =
                connection.prepareStatement(sql.insert().on(table))) {
            Batch batch = new Batch(statement, batches && events.size() > 1);
            for (List<NewEvent> chunk : Chunks.of(events)) {
                for (NewEvent event : chunk) {
                    bind(new Binding(columns, statement), event);
                    batch.add();
                }
                batch.send();
            }
        } catch (SQLException e) {
            throw named(table, e);
        }
    }

    private static void bind(Binding binding, NewEvent event) throws SQLException {
        binding.instant(event.at())
                .string(event.kind())
                .string(event.by().who())
                .string(event.by().why())
                .string(event.by().node())
                .string(event.by().origin())
                .nullable(event.actionId())
                .string(event.type())
                .text(event.detail());
    }

    /** Returns the newest events of all rows and pauses, the newest first. */
    public List<ActionEvent> latest(Connection connection, TableName table, int limit) throws SQLException {
        return latest(connection, table, Long.MAX_VALUE, limit);
    }

    /** Returns the newest events of one row, the newest first. */
    public List<ActionEvent> of(Connection connection, TableName table, long actionId, int limit) throws SQLException {
        return of(connection, table, actionId, Long.MAX_VALUE, limit);
    }

    /**
     * Returns the newest events of all rows and pauses, the newest first.
     *
     * @param before only events with a smaller id
     */
    public List<ActionEvent> latest(Connection connection, TableName table, long before, int limit)
            throws SQLException {
        return read(connection, table, sql.latest(), null, before, limit);
    }

    /** Returns the newest events of one row, the newest first; see {@link #latest}. */
    public List<ActionEvent> of(Connection connection, TableName table, long actionId, long before, int limit)
            throws SQLException {
        return read(connection, table, sql.of(), actionId, before, limit);
    }

    private List<ActionEvent> read(
            Connection connection, TableName table, NamedSql text, @Nullable Long actionId, long before, int limit)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(text.on(table))) {
            Binding binding = new Binding(columns, statement);
            if (actionId != null) {
                binding.number(actionId.longValue());
            }
            binding.number(before).number(limit);
            try (ResultSet rows = statement.executeQuery()) {
                List<ActionEvent> events = new ArrayList<>();
                while (rows.next()) {
                    events.add(event(rows));
                }
                return events;
            }
        } catch (SQLException e) {
            throw named(table, e);
        }
    }

    private ActionEvent event(ResultSet row) throws SQLException {
        long actionId = row.getLong(8);
        Long action = row.wasNull() ? null : (Long) actionId;
        return new ActionEvent(
                row.getLong(1),
                new RowReader(columns).instant(row, 2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                action,
                row.getString(9),
                columns.readText(row, 10));
    }

    /**
     * Deletes events of at least this age, the oldest first. Locks none before: only nodes that prune as well touch old
     * events, and without a locking read the node needs no right to change an event. For a transaction of its own.
     *
     * @param most how many at most
     * @return how many; fewer than {@code most} if no more are old enough
     */
    public int prune(Connection connection, TableName table, Duration age, int most) throws SQLException {
        Instant before = sequence.now(connection, table).minus(age);
        int pruned = 0;
        try {
            for (List<Long> chunk : Chunks.of(oldest(connection, table, before, most))) {
                pruned += delete(connection, table, chunk, before);
            }
            return pruned;
        } catch (SQLException e) {
            throw named(table, e);
        }
    }

    private List<Long> oldest(Connection connection, TableName table, Instant before, int most) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(sql.oldest().on(table))) {
            new Binding(columns, statement).number(most);
            try (ResultSet rows = statement.executeQuery()) {
                List<Long> ids = new ArrayList<>();
                while (rows.next()) {
                    if (!new RowReader(columns).instant(rows, 2).isAfter(before)) {
                        ids.add(rows.getLong(1));
                    }
                }
                return ids;
            }
        }
    }

    private int delete(Connection connection, TableName table, List<Long> ids, Instant before) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(sql.delete().on(table, ids.size()))) {
            new Binding(columns, statement).numbers(ids).instant(before);
            return statement.executeUpdate();
        }
    }

    /** Reports a missing table: with claim-dispatch.schema=none the start has not checked it. */
    private SQLException named(TableName table, SQLException e) {
        if (SqlStates.isMissing(e)) {
            throw missing.apply(table);
        }
        return e;
    }
}
