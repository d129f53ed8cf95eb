package io.claimdispatch.internal.store.probe;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.Dialect;
import io.claimdispatch.internal.store.failure.SqlStates;
import io.claimdispatch.internal.store.operate.WriteRights;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Checks that a table does not change the meaning of our statements. */
public final class TableProbe {

    private static final String PAUSED = "${table}_paused";
    private static final String EVENTS = "${table}_events";
    private static final String CLAIMS = "${table}_claims";
    private static final String NODES = "${table}_nodes";
    private static final String STATS = "${table}_stats";
    private static final String BULK = "${table}_bulk";

    private TableProbe() {}

    /** Runs all checks; none for a missing table, which is reported elsewhere. */
    static void check(Connection connection, Dialect dialect, TableName table) throws SQLException {
        if (!isThere(connection, table)) {
            return;
        }
        ExactText.check(connection, dialect, table, "${table}", "type");
        ExactText.check(connection, dialect, table, "${table}", "idempotency_key");
        if (isThere(connection, table, PAUSED)) {
            ExactText.check(connection, dialect, table, PAUSED, "pattern");
        }
        ExactTime.check(connection, dialect, table);
        dialect.meaning().table().at(connection, table);
        StatementProbe.check(connection, dialect, table);
        WriteRights rights = dialect.store().rights();
        rights.ofRows(connection, table);
        if (isThere(connection, table, EVENTS)) {
            rights.ofEvents(connection, table);
        }
        if (isThere(connection, table, CLAIMS)) {
            rights.ofLeases(connection, table);
        }
        if (isThere(connection, table, NODES)) {
            rights.ofNodes(connection, table);
        }
        if (isThere(connection, table, STATS)) {
            rights.ofStatistics(connection, table);
        }
        if (isThere(connection, table, BULK)) {
            rights.ofBulkCommands(connection, table);
        }
    }

    public static boolean isThere(Connection connection, TableName table) throws SQLException {
        return isThere(connection, table, "${table}");
    }

    private static boolean isThere(Connection connection, TableName table, String which) throws SQLException {
        String query = "SELECT 1 FROM " + which + " WHERE 1 = 0";
        try (PreparedStatement statement = connection.prepareStatement(table.in(query));
                ResultSet rows = statement.executeQuery()) {
            return !rows.next();
        } catch (SQLException e) {
            if (SqlStates.isMissing(e)) {
                return false;
            }
            throw e;
        }
    }
}
