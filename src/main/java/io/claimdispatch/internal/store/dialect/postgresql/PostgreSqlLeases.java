package io.claimdispatch.internal.store.dialect.postgresql;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.lease.HeldLeases;
import io.claimdispatch.internal.store.lease.RowLeases;
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.sql.NamedSql;
import io.claimdispatch.internal.store.sql.Statements;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Renews leases without waiting for locks: a locked row is being completed or recovered, and needs no heartbeat.
 *
 * @param renew {@code lease_renew}
 * @param execution {@code record_execution}
 */
record PostgreSqlLeases(NamedSql renew, NamedSql execution) implements RowLeases {

    PostgreSqlLeases(Statements sql) {
        this(sql.get("lease_renew"), sql.get("record_execution"));
    }

    @Override
    public Set<ClaimRef> renew(Connection connection, TableName table, String node, HeldLeases held, Duration lease)
            throws SQLException {
        if (held.tokens().isEmpty()) {
            return Set.of();
        }
        try (PreparedStatement statement = connection.prepareStatement(renew.on(table))) {
            statement.setLong(1, PostgreSqlDialect.micros(lease));
            statement.setString(2, node);
            statement.setArray(3, bigints(connection, held.tokens().stream()));
            // two arrays in the same order
            List<ClaimRef> except = List.copyOf(held.except());
            statement.setArray(4, bigints(connection, except.stream().map(ClaimRef::id)));
            statement.setArray(5, bigints(connection, except.stream().map(ClaimRef::token)));
            try (ResultSet rows = statement.executeQuery()) {
                Set<ClaimRef> renewed = new HashSet<>();
                while (rows.next()) {
                    renewed.add(new ClaimRef(table, rows.getLong(1), rows.getLong(2)));
                }
                return renewed;
            }
        }
    }

    private static Array bigints(Connection connection, Stream<Long> values) throws SQLException {
        return connection.createArrayOf("bigint", values.toArray());
    }

    @Override
    public boolean recordExecution(Connection connection, ClaimRef ref, long executionId, @Nullable String note)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(execution.on(ref.table()))) {
            statement.setLong(1, executionId);
            statement.setString(2, note);
            statement.setLong(3, ref.id());
            statement.setLong(4, ref.token());
            return statement.executeUpdate() == 1;
        }
    }
}
