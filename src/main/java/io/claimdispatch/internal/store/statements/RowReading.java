package io.claimdispatch.internal.store.statements;

import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionState;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The queries that JPA makes for the entity's table, for the others.
 *
 * @param dialect for times and texts
 * @param sequence for the clock
 * @param sql the statements
 */
public record RowReading(Dialect dialect, IdSequence sequence, RowReading.Texts sql) implements Reading {

    /**
     * The statements, as their file names them.
     *
     * @param find {@code find}
     * @param latest {@code latest}
     * @param inState {@code latest_in_state}
     * @param unknown {@code latest_unknown}
     * @param due {@code due}
     */
    record Texts(NamedSql find, NamedSql latest, NamedSql inState, NamedSql unknown, NamedSql due) {}

    public RowReading(Dialect dialect, Statements sql, IdSequence sequence) {
        this(
                dialect,
                sequence,
                new Texts(
                        sql.get("find"),
                        sql.get("latest"),
                        sql.get("latest_in_state"),
                        sql.get("latest_unknown"),
                        sql.get("due")));
    }

    @Override
    public @Nullable ActionLog find(Connection connection, TableName table, long id) throws SQLException {
        List<ActionLog> found = read(connection, sql.find().on(table), binding -> binding.number(id));
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public List<ActionLog> latest(Connection connection, TableName table, @Nullable ActionState state, int limit)
            throws SQLException {
        if (state == null || state == ActionState.UNKNOWN) {
            NamedSql latest = state == null ? sql.latest() : sql.unknown();
            return read(connection, latest.on(table), binding -> binding.number(limit));
        }
        return read(
                connection,
                sql.inState().on(table),
                binding -> binding.string(state.name()).number(limit));
    }

    @Override
    public List<ActionLog> due(Connection connection, TableName table, Collection<String> types, int limit)
            throws SQLException {
        var now = sequence.now(connection, table);
        return read(
                connection,
                sql.due().on(table, types.size()),
                binding -> binding.instant(now).strings(types).number(limit));
    }

    private interface Parameters {
        void bind(Binding binding) throws SQLException;
    }

    private List<ActionLog> read(Connection connection, String text, Parameters parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            parameters.bind(new Binding(dialect, statement));
            try (ResultSet rows = statement.executeQuery()) {
                List<ActionLog> read = new ArrayList<>();
                while (rows.next()) {
                    read.add(read(rows));
                }
                return read;
            }
        }
    }

    private ActionLog read(ResultSet row) throws SQLException {
        ActionLog log = new ActionLog();
        log.setId(row.getLong(1));
        log.setType(row.getString(2));
        log.setPayload(dialect.readText(row, 3));
        log.setPayloadSize(row.getInt(4));
        log.setIdempotencyKey(row.getString(5));
        log.setStateText(row.getString(6));
        log.setPriority(row.getInt(7));
        log.setEndAt(dialect.read(row, 8));
        log.setClaimedAt(dialect.read(row, 9));
        log.setClaimedBy(row.getString(10));
        log.setClaimToken(nullableLong(row, 11));
        log.setLeaseUntil(dialect.read(row, 12));
        log.setExecutionId(nullableLong(row, 13));
        log.setProcessedAt(dialect.read(row, 14));
        log.setFailCount(row.getInt(15));
        log.setErrors(dialect.readText(row, 16));
        log.setReason(row.getString(17));
        log.setCreatedAt(dialect.read(row, 18));
        log.setUpdatedAt(dialect.read(row, 19));
        return log;
    }

    private static @Nullable Long nullableLong(ResultSet row, int index) throws SQLException {
        long value = row.getLong(index);
        return row.wasNull() ? null : (Long) value;
    }
}
