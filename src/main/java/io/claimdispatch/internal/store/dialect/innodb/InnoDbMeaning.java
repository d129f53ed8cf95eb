package io.claimdispatch.internal.store.dialect.innodb;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.problem.StartProblems;
import io.claimdispatch.internal.store.Meaning;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;

/**
 * Checks of MariaDB and MySQL. SQL modes, including strict ones, do not affect our statements, whose values are checked
 * before; a test runs under each mode. With SERIALIZABLE each read of a claim would wait for uncommitted rows of
 * publishers.
 */
final class InnoDbMeaning {

    /** The last column is 1 if the server treats the driver's text as UTF-8 of up to four bytes, which it is. */
    private static final String SESSION =
            "SELECT @@SESSION.unique_checks, @@SESSION.sql_select_limit < 1000000000, CHAR_LENGTH('\uD83D\uDE00')";

    private static final String ENGINES = """
            SELECT t.table_name, t.engine
              FROM information_schema.tables t
              LEFT JOIN information_schema.engines e ON e.engine = t.engine
             WHERE t.table_schema = COALESCE(?, DATABASE()) AND t.table_name IN (?, ?, ?, ?, ?)
               AND (e.transactions IS NULL OR e.transactions <> 'YES')
            """;

    private InnoDbMeaning() {}

    static Meaning of(InnoDbDialect dialect) {
        return new Meaning(
                "",
                "",
                "DATETIME(6)",
                Set.of("DATETIME"),
                Set.of(Connection.TRANSACTION_READ_COMMITTED, Connection.TRANSACTION_REPEATABLE_READ),
                true,
                "Give the table the character set and the collation of the DDL file, by ALTER TABLE … CONVERT TO CHARACTER"
                        + " SET … COLLATE ….",
                (connection, table) -> session(connection, dialect),
                (connection, table) -> engines(connection, dialect, table));
    }

    private static void session(Connection connection, InnoDbDialect dialect) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SESSION);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            if (rows.getInt(1) == 0) {
                throw unfit(dialect, "have unique_checks off, so that one idempotency key could be stored twice");
            }
            if (rows.getInt(2) == 1) {
                throw unfit(dialect, "have a sql_select_limit, which cuts off what claims and publishers read");
            }
            if (rows.getInt(3) != 1) {
                throw unfit(
                        dialect,
                        "have a character set other than UTF-8 of four bytes, so that some texts are stored as others");
            }
        }
    }

    private static ClaimDispatchException unfit(InnoDbDialect dialect, String seen) {
        return StartProblems.sessionUnfit(
                dialect.database(),
                seen,
                "Take it out of the data source's URL or session variables, or the server's.");
    }

    private static void engines(Connection connection, InnoDbDialect dialect, TableName table) throws SQLException {
        int dot = table.value().indexOf('.');
        String name = table.value().substring(dot + 1);
        try (PreparedStatement statement = connection.prepareStatement(ENGINES)) {
            statement.setString(1, dot < 0 ? null : table.value().substring(0, dot));
            statement.setString(2, name);
            statement.setString(3, name + "_paused");
            statement.setString(4, name + "_schema");
            statement.setString(5, name + "_events");
            statement.setString(6, name + "_claims");
            try (ResultSet rows = statement.executeQuery()) {
                if (rows.next()) {
                    throw StartProblems.sessionUnfit(
                            dialect.database(),
                            "lead to a table " + rows.getString(1) + " with the engine " + rows.getString(2)
                                    + ", which knows no transactions: what is rolled back would stay",
                            "Give it the engine of the DDL file: ALTER TABLE " + rows.getString(1)
                                    + " ENGINE = InnoDB.");
                }
            }
        }
    }
}
