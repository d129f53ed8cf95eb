package io.claimdispatch.internal.store;

import io.claimdispatch.internal.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Whether a table of ours keeps to what our statements mean. */
final class TableProbe {

    private TableProbe() {}

    /** Asks everything, or nothing if there is no such table: that is not its matter. */
    static void check(Connection connection, Dialect dialect, TableName table) throws SQLException {
        if (!isThere(connection, table)) {
            return;
        }
        ExactText.check(connection, dialect, table, "action_logs", "type");
        ExactText.check(connection, dialect, table, "action_logs", "idempotency_key");
        ExactText.check(connection, dialect, table, "action_logs_paused", "pattern");
        ExactTime.check(connection, dialect, table);
        dialect.meaning().table().at(connection, table);
        StatementProbe.check(connection, dialect, table);
    }

    static boolean isThere(Connection connection, TableName table) throws SQLException {
        String query = "SELECT id FROM action_logs WHERE 1 = 0";
        try (PreparedStatement statement = connection.prepareStatement(Sql.on(table, query));
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
