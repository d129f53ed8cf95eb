package io.claimdispatch.internal.store.schema;

import io.claimdispatch.internal.ddl.DdlStatements;
import io.claimdispatch.internal.store.failure.SqlStates;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Applies DDL while other nodes may do the same. */
public final class SchemaChange {

    private SchemaChange() {}

    /**
     * Runs each statement. One that fails because another node was faster counts as done; after other failures
     * everything is tried once more, since databases react to two nodes at once in many ways.
     */
    public static void apply(Connection connection, String ddl) throws SQLException {
        List<String> statements = DdlStatements.in(ddl);
        SQLException failure = run(connection, statements);
        if (failure != null) {
            failure = run(connection, statements);
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static @Nullable SQLException run(Connection connection, List<String> statements) throws SQLException {
        SQLException first = null;
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                try {
                    statement.execute(sql);
                } catch (SQLException e) {
                    if (first == null && !SqlStates.isExisting(e)) {
                        first = e;
                    }
                }
            }
        }
        return first;
    }
}
