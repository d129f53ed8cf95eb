package io.claimdispatch.internal.store.dialect.postgresql;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.problem.StartProblems;
import io.claimdispatch.internal.store.Meaning;
import io.claimdispatch.internal.store.probe.StatementProbe;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * Checks of PostgreSQL. READ UNCOMMITTED is READ COMMITTED there, and our own transactions set their level. Publishers'
 * arrays contain NULL for a row without a key, which {@code array_nulls = off} reads as the text NULL.
 */
final class PostgreSqlMeaning {

    private static final String ARRAY_NULLS = "SELECT current_setting('array_nulls')";

    /** Arrays without a type, as the driver sends them in its simple query mode. */
    private static final String ARRAYS = "SELECT count(*) FROM unnest(?, ?) AS n (a, b)";

    /** Read by way of JSON, since versions before 15 have no such column. */
    private static final String NULLS = """
            SELECT count(*) FROM pg_index i
             WHERE i.indrelid = to_regclass(?) AND i.indisunique AND to_jsonb(i) ->> 'indnullsnotdistinct' = 'true'
            """;

    private PostgreSqlMeaning() {}

    static Meaning of(PostgreSqlDialect dialect) {
        return new Meaning(
                "",
                "",
                "timestamptz",
                Set.of("timestamptz"),
                Set.of(
                        Connection.TRANSACTION_READ_UNCOMMITTED,
                        Connection.TRANSACTION_READ_COMMITTED,
                        Connection.TRANSACTION_REPEATABLE_READ,
                        Connection.TRANSACTION_SERIALIZABLE),
                true,
                "Give the column the type varchar and a deterministic collation.",
                (connection, table) -> session(connection, dialect),
                PostgreSqlMeaning::table);
    }

    private static void session(Connection connection, PostgreSqlDialect dialect) throws SQLException {
        StatementProbe.run(dialect, () -> arrays(connection));
        try (PreparedStatement statement = connection.prepareStatement(ARRAY_NULLS);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            if ("off".equals(rows.getString(1))) {
                throw StartProblems.sessionUnfit(
                        "PostgreSQL",
                        "have array_nulls off, so that a row without an idempotency key would be stored with the key"
                                + " 'NULL', and the next one be answered as its duplicate",
                        "Take it out of the data source's URL, the role, the database or postgresql.conf.");
            }
        }
    }

    private static void arrays(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ARRAYS)) {
            new Columns<>(connection, statement, List.of(1L))
                    .column("bigint", number -> number)
                    .column("varchar", number -> "a");
            statement.executeQuery().close();
        }
    }

    private static void table(Connection connection, TableName table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NULLS)) {
            statement.setString(1, table.value());
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                if (rows.getInt(1) > 0) {
                    throw StartProblems.keysNeeded(
                            table.value(),
                            "PostgreSQL",
                            "Make its unique constraint or index anew, without NULLS NOT DISTINCT.");
                }
            }
        }
    }
}
