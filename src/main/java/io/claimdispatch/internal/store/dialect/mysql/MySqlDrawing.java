package io.claimdispatch.internal.store.dialect.mysql;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.Dialect;
import io.claimdispatch.internal.store.statements.Chunks;
import io.claimdispatch.internal.store.statements.Drawing;
import io.claimdispatch.internal.store.statements.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Ids from the counter of a table, which is never rolled back and never waits for another transaction, as one row with a
 * number would. The rows themselves are deleted at once, each by its id, since a range would lock the gap behind it.
 *
 * @param dialect for the times
 */
record MySqlDrawing(Dialect dialect) implements Drawing {

    private static final String CLOCK = "SELECT UTC_TIMESTAMP(6)";

    @Override
    public Draw draw(Connection connection, TableName table, int count) throws SQLException {
        List<Long> ids = new ArrayList<>(count);
        while (ids.size() < count) {
            ids.addAll(next(connection, table, Math.min(count - ids.size(), Chunks.ROWS)));
        }
        try (PreparedStatement delete =
                connection.prepareStatement(Sql.on(table, "DELETE FROM action_logs_seq WHERE id = ?"))) {
            for (Long id : ids) {
                delete.setLong(1, id);
                delete.addBatch();
            }
            delete.executeBatch();
        }
        return new Draw(ids, now(connection, table));
    }

    private static List<Long> next(Connection connection, TableName table, int count) throws SQLException {
        String insert = Sql.on(table, "INSERT INTO action_logs_seq (id) VALUES (NULL)") + ", (NULL)".repeat(count - 1);
        try (PreparedStatement statement = connection.prepareStatement(insert, Statement.RETURN_GENERATED_KEYS)) {
            statement.executeUpdate();
            try (ResultSet keys = statement.getGeneratedKeys()) {
                List<Long> ids = new ArrayList<>(count);
                while (keys.next()) {
                    ids.add(keys.getLong(1));
                }
                return ids;
            }
        }
    }

    @Override
    public Instant now(Connection connection, TableName table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CLOCK);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return Objects.requireNonNull(dialect.read(rows, 1));
        }
    }
}
