package io.claimdispatch.internal.store.dialect.mysql;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.Dialect;
import io.claimdispatch.internal.store.sql.Chunks;
import io.claimdispatch.internal.store.sql.IdSequence;
import io.claimdispatch.internal.store.sql.NamedSql;
import io.claimdispatch.internal.store.sql.Statements;
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
 * Draws ids from the auto-increment counter of a table, which is never rolled back and, unlike a row with a number,
 * never waits for another transaction. The rows are deleted at once, each by its id, since a range would lock the gap
 * after it.
 *
 * @param dialect reads times
 * @param draw {@code draw_ids}
 * @param drawn {@code drawn_id}
 * @param clock {@code clock}
 */
record MySqlSequence(Dialect dialect, NamedSql draw, NamedSql drawn, NamedSql clock) implements IdSequence {

    MySqlSequence(Dialect dialect, Statements sql) {
        this(dialect, sql.get("draw_ids"), sql.get("drawn_id"), sql.get("clock"));
    }

    @Override
    public Draw draw(Connection connection, TableName table, int count) throws SQLException {
        List<Long> ids = new ArrayList<>(count);
        while (ids.size() < count) {
            ids.addAll(next(connection, table, Math.min(count - ids.size(), Chunks.ROWS)));
        }
        try (PreparedStatement delete = connection.prepareStatement(drawn.on(table))) {
            for (Long id : ids) {
                delete.setLong(1, id);
                delete.addBatch();
            }
            delete.executeBatch();
        }
        return new Draw(ids, now(connection, table));
    }

    private List<Long> next(Connection connection, TableName table, int count) throws SQLException {
        String insert = draw.withEach(table, count);
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
        try (PreparedStatement statement = connection.prepareStatement(clock.on(table));
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return Objects.requireNonNull(dialect.read(rows, 1));
        }
    }
}
