package io.claimdispatch.internal.store.sql;

import io.claimdispatch.internal.common.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Draws ids from a sequence of the database.
 *
 * @param columns for the times
 * @param draw {@code draw_ids}
 * @param clock {@code clock}
 */
public record DatabaseSequence(ColumnTypes columns, NamedSql draw, NamedSql clock) implements IdSequence {

    public DatabaseSequence(ColumnTypes columns, Statements sql) {
        this(columns, sql.get("draw_ids"), sql.get("clock"));
    }

    @Override
    public Draw draw(Connection connection, TableName table, int count) throws SQLException {
        List<Long> ids = new ArrayList<>(count);
        Instant now = Instant.MIN;
        try (PreparedStatement statement = connection.prepareStatement(draw.on(table))) {
            while (ids.size() < count) {
                new Binding(columns, statement).number(Math.min(count - ids.size(), Chunks.ROWS));
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        ids.add(rows.getLong(1));
                        now = Objects.requireNonNull(columns.read(rows, 2));
                    }
                }
            }
        }
        return new Draw(ids, now);
    }

    @Override
    public Instant now(Connection connection, TableName table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(clock.on(table));
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return Objects.requireNonNull(columns.read(rows, 1));
        }
    }
}
