package io.claimdispatch.internal.store.dialect.postgresql;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.ClaimRef;
import io.claimdispatch.internal.store.Held;
import io.claimdispatch.internal.store.statements.Leasing;
import io.claimdispatch.internal.store.statements.Sql;
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

/** A heartbeat waits for no lock: a row that is locked is being completed or taken back, and needs none. */
record PostgreSqlLeasing() implements Leasing {

    /** That the lease is not null says nothing new to us, but brings the planner to the index of leases. */
    private static final String RENEW = """
            UPDATE action_logs
               SET lease_until = statement_timestamp() + ? * interval '1 microsecond',
                   updated_at = statement_timestamp()
             WHERE id = ANY (ARRAY(
                   SELECT id
                     FROM action_logs
                    WHERE state = 'CLAIMED' AND lease_until IS NOT NULL AND claimed_by = ? AND claim_token = ANY (?)
                       AND (id, claim_token) NOT IN (SELECT * FROM unnest(?, ?))
                      FOR UPDATE SKIP LOCKED))
            RETURNING id, claim_token
            """;

    private static final String EXECUTION = """
            UPDATE action_logs
               SET execution_id = ?, reason = COALESCE(?, reason), updated_at = statement_timestamp()
             WHERE id = ? AND claim_token = ? AND state = 'CLAIMED'
            """;

    @Override
    public Set<ClaimRef> renew(Connection connection, TableName table, String node, Held held, Duration lease)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(Sql.on(table, RENEW))) {
            statement.setLong(1, PostgreSqlDialect.micros(lease));
            statement.setString(2, node);
            statement.setArray(3, bigints(connection, held.tokens().stream()));
            // in two arrays, each in the order of the other
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
        try (PreparedStatement statement = connection.prepareStatement(Sql.on(ref.table(), EXECUTION))) {
            statement.setLong(1, executionId);
            statement.setString(2, note);
            statement.setLong(3, ref.id());
            statement.setLong(4, ref.token());
            return statement.executeUpdate() == 1;
        }
    }
}
