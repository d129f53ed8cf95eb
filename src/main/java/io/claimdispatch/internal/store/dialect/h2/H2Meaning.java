package io.claimdispatch.internal.store.dialect.h2;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.problem.StartProblems;
import io.claimdispatch.internal.store.Meaning;
import io.claimdispatch.internal.store.failure.SqlStates;
import io.claimdispatch.internal.store.probe.ExactText;
import io.claimdispatch.internal.store.probe.StatementProbe;
import io.claimdispatch.internal.store.probe.TableProbe;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Set;

/**
 * Checks of H2. IGNORECASE, MODE and SET COLLATION affect how a table is created, and a table keeps them: so a
 * temporary table is checked before ours are created, and ours are checked when they exist. H2 writes its catalog in
 * upper case, and accepts upper case in every setting.
 */
final class H2Meaning {

    private static final String ADVICE =
            "Take IGNORECASE, MODE and SET COLLATION out of the data source's URL. A table that was made with them keeps"
                    + " them: move its rows to a new one.";

    private static final String SAMPLE = "claim_dispatch_sample";

    private static final String MAKE = "CREATE LOCAL TEMPORARY TABLE " + SAMPLE
            + " (type VARCHAR(150) NOT NULL, idempotency_key VARCHAR(255), UNIQUE (type, idempotency_key))";

    private static final String DROP = "DROP TABLE IF EXISTS " + SAMPLE;

    private static final String NULLS = """
            SELECT COUNT(*)
              FROM INFORMATION_SCHEMA.INDEXES I
              JOIN INFORMATION_SCHEMA.INDEX_COLUMNS C
                ON C.INDEX_SCHEMA = I.INDEX_SCHEMA AND C.INDEX_NAME = I.INDEX_NAME
             WHERE UPPER(C.TABLE_SCHEMA) = COALESCE(?, UPPER(CURRENT_SCHEMA)) AND UPPER(C.TABLE_NAME) = ?
               AND UPPER(C.COLUMN_NAME) = 'IDEMPOTENCY_KEY' AND I.NULLS_DISTINCT IN ('ALL', 'NO')
            """;

    private H2Meaning() {}

    static Meaning of(H2Dialect dialect) {
        return new Meaning(
                "",
                "",
                "TIMESTAMP(6) WITH TIME ZONE",
                Set.of("TIMESTAMP WITH TIME ZONE", "TIMESTAMP(6) WITH TIME ZONE"),
                // 6 is H2's own SNAPSHOT
                Set.of(
                        Connection.TRANSACTION_READ_COMMITTED,
                        Connection.TRANSACTION_REPEATABLE_READ,
                        Connection.TRANSACTION_SERIALIZABLE,
                        6),
                true,
                ADVICE,
                (connection, table) -> session(connection, dialect, table),
                H2Meaning::table);
    }

    private static void session(Connection connection, H2Dialect dialect, TableName table) throws SQLException {
        // the catalog is in an older form if the URL asks for it
        StatementProbe.run(dialect, () -> clock(connection, dialect, table));
        if (!TableProbe.isThere(connection, table)) {
            sample(connection, dialect, table);
        }
    }

    private static void clock(Connection connection, H2Dialect dialect, TableName table) throws SQLException {
        String clock = dialect.statements().get("clock").on(table);
        try (PreparedStatement statement = connection.prepareStatement(clock);
                ResultSet rows = statement.executeQuery()) {
            if (!rows.next() || dialect.read(rows, 1) == null) {
                throw StartProblems.sessionUnfit(
                        dialect.database(),
                        "do not tell the time: H2 runs a query only when its rows are read, and says then that it runs none",
                        "Take LAZY_QUERY_EXECUTION out of the data source's URL.");
            }
        }
    }

    private static void sample(Connection connection, H2Dialect dialect, TableName table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(DROP);
            statement.execute(MAKE);
            try {
                ExactText.check(connection, dialect, table, SAMPLE, "idempotency_key");
                insertTwice(statement, table);
            } finally {
                statement.execute(DROP);
            }
        }
    }

    private static void insertTwice(Statement statement, TableName table) throws SQLException {
        String insert = "INSERT INTO " + SAMPLE + " VALUES ('a', NULL)";
        statement.execute(insert);
        try {
            statement.execute(insert);
        } catch (SQLException e) {
            if (SqlStates.isDuplicate(e)) {
                throw StartProblems.keysNeeded(table.value(), "H2", ADVICE);
            }
            throw e;
        }
    }

    private static void table(Connection connection, TableName table) throws SQLException {
        String name = table.value().toUpperCase(Locale.ROOT);
        int dot = name.indexOf('.');
        try (PreparedStatement statement = connection.prepareStatement(NULLS)) {
            statement.setString(1, dot < 0 ? null : name.substring(0, dot));
            statement.setString(2, name.substring(dot + 1));
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                if (rows.getInt(1) > 0) {
                    throw StartProblems.keysNeeded(table.value(), "H2", ADVICE);
                }
            }
        }
    }
}
