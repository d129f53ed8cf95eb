package io.claimdispatch.internal.store.operate;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.sql.NamedSql;
import io.claimdispatch.internal.store.sql.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * Needs the rights of a node, and changes nothing: otherwise the first claim, or the first command of an operator, would
 * show that one is missing.
 */
public final class WriteRights {

    private final NamedSql update;
    private final NamedSql addEvent;
    private final List<NamedSql> leases;
    private final List<NamedSql> nodes;
    private final List<NamedSql> statistics;
    private final List<NamedSql> bulk;

    /**
     * Takes its statements from those of the database.
     *
     * @param sql has the statements whose names begin with {@code right_to_}
     */
    public WriteRights(Statements sql) {
        update = sql.get("right_to_update");
        addEvent = sql.get("right_to_add_event");
        leases = List.of(sql.get("right_to_add_lease"), sql.get("right_to_renew_lease"), sql.get("right_to_end_lease"));
        nodes = List.of(sql.get("right_to_add_node"), sql.get("right_to_renew_node"), sql.get("right_to_forget_node"));
        statistics = List.of(
                sql.get("right_to_add_statistics"),
                sql.get("right_to_change_statistics"),
                sql.get("right_to_delete_statistics"));
        bulk = List.of(sql.get("right_to_add_bulk"), sql.get("right_to_change_bulk"), sql.get("right_to_delete_bulk"));
    }

    /** Fails if the user may not change rows of the table. */
    public void ofRows(Connection connection, TableName table) throws SQLException {
        run(connection, update, table);
    }

    /** Fails if the user may not add events of commands. */
    public void ofEvents(Connection connection, TableName table) throws SQLException {
        run(connection, addEvent, table);
    }

    /** Fails if the user may not add, renew and end leases of claims. */
    public void ofLeases(Connection connection, TableName table) throws SQLException {
        runAll(connection, leases, table);
    }

    /** Fails if the user may not add, renew and delete what nodes say about themselves. */
    public void ofNodes(Connection connection, TableName table) throws SQLException {
        runAll(connection, nodes, table);
    }

    /** Fails if the user may not add, change and delete statistics. */
    public void ofStatistics(Connection connection, TableName table) throws SQLException {
        runAll(connection, statistics, table);
    }

    /** Fails if the user may not add, change and delete commands on many rows. */
    public void ofBulkCommands(Connection connection, TableName table) throws SQLException {
        runAll(connection, bulk, table);
    }

    private static void runAll(Connection connection, List<NamedSql> texts, TableName table) throws SQLException {
        for (NamedSql text : texts) {
            run(connection, text, table);
        }
    }

    private static void run(Connection connection, NamedSql text, TableName table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(text.on(table))) {
            statement.executeUpdate();
        }
    }
}
