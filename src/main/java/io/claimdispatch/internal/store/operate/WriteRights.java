package io.claimdispatch.internal.store.operate;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.sql.NamedSql;
import io.claimdispatch.internal.store.sql.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Needs the rights of a node, and changes nothing: otherwise the first claim, or the first command of an operator, would
 * show that one is missing.
 */
public final class WriteRights {

    private final NamedSql update;
    private final NamedSql addEvent;

    /**
     * Takes its statements from those of the database.
     *
     * @param sql has {@code right_to_update} and {@code right_to_add_event}
     */
    public WriteRights(Statements sql) {
        update = sql.get("right_to_update");
        addEvent = sql.get("right_to_add_event");
    }

    /** Fails if the user may not change rows of the table. */
    public void ofRows(Connection connection, TableName table) throws SQLException {
        run(connection, update, table);
    }

    /** Fails if the user may not add events of commands. */
    public void ofEvents(Connection connection, TableName table) throws SQLException {
        run(connection, addEvent, table);
    }

    private static void run(Connection connection, NamedSql text, TableName table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(text.on(table))) {
            statement.executeUpdate();
        }
    }
}
