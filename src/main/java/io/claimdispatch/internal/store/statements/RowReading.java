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
 * @param drawing for the clock
 * @param limit cuts the number of rows to a parameter
 */
public record RowReading(Dialect dialect, Drawing drawing, String limit) implements Reading {

    private static final String SELECT = "SELECT id, type, payload, payload_size, idempotency_key, state, priority,"
            + " end_at, claimed_at, claimed_by, claim_token, lease_until, execution_id, processed_at, fail_count, errors,"
            + " reason, created_at, updated_at FROM action_logs ";

    @Override
    public @Nullable ActionLog find(Connection connection, TableName table, long id) throws SQLException {
        List<ActionLog> found = read(connection, Sql.on(table, SELECT + "WHERE id = ?"), binding -> binding.number(id));
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public List<ActionLog> latest(Connection connection, TableName table, @Nullable ActionState state, int limit)
            throws SQLException {
        String order = "ORDER BY id DESC " + this.limit;
        if (state == ActionState.UNKNOWN) {
            String sql = SELECT + "WHERE state NOT IN (" + OddReading.KNOWN + ") " + order;
            return read(connection, Sql.on(table, sql), binding -> binding.number(limit));
        }
        return state == null
                ? read(connection, Sql.on(table, SELECT + order), binding -> binding.number(limit))
                : read(
                        connection,
                        Sql.on(table, SELECT + "WHERE state = ? " + order),
                        binding -> binding.string(state.name()).number(limit));
    }

    @Override
    public List<ActionLog> due(Connection connection, TableName table, Collection<String> types, int limit)
            throws SQLException {
        var now = drawing.now(connection, table);
        String sql = SELECT + "WHERE state = 'WAITING' AND end_at <= ? AND type IN (?*) ORDER BY priority, end_at, id "
                + this.limit;
        return read(
                connection,
                Sql.on(table, sql, types.size()),
                binding -> binding.instant(now).strings(types).number(limit));
    }

    private interface Parameters {
        void bind(Binding binding) throws SQLException;
    }

    private List<ActionLog> read(Connection connection, String sql, Parameters parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
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
