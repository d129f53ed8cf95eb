package io.claimdispatch.internal.store.statements;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Draws from a real sequence.
 *
 * @param dialect for the times
 * @param draw {@code draw_ids}
 * @param clock {@code clock}
 */
public record DatabaseSequence(Dialect dialect, NamedSql draw, NamedSql clock) implements IdSequence {

    public DatabaseSequence(Dialect dialect, Statements sql) {
        this(dialect, sql.get("draw_ids"), sql.get("clock"));
    }

    @Override
    public Draw draw(Connection connection, TableName table, int count) throws SQLException {
        List<Long> ids = new ArrayList<>(count);
        Instant now = Instant.MIN;
        try (PreparedStatement statement = connection.prepareStatement(draw.on(table))) {
            while (ids.size() < count) {
                new Binding(dialect, statement).number(Math.min(count - ids.size(), Chunks.ROWS));
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        ids.add(rows.getLong(1));
                        now = Objects.requireNonNull(dialect.read(rows, 2));
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
            return Objects.requireNonNull(dialect.read(rows, 1));
        }
    }
}
