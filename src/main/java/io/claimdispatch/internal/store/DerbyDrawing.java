package io.claimdispatch.internal.store;

import io.claimdispatch.internal.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Derby draws one at a time, and its clock is a function of Java.
 *
 * @param uncommitted is told of what is drawn
 */
record DerbyDrawing(UncommittedRows uncommitted) implements Drawing {

    private static final String DRAW = "VALUES (NEXT VALUE FOR action_logs_seq)";
    private static final String CLOCK = "VALUES (action_logs_millis())";

    @Override
    public Draw draw(Connection connection, TableName table, int count) throws SQLException {
        List<Long> ids = new ArrayList<>(count);
        try (PreparedStatement statement = connection.prepareStatement(Sql.on(table, DRAW))) {
            while (ids.size() < count) {
                ids.add(number(statement));
            }
        }
        uncommitted.drawn(table, ids);
        return new Draw(ids, now(connection, table));
    }

    @Override
    public Instant now(Connection connection, TableName table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(Sql.on(table, CLOCK))) {
            return Instant.ofEpochMilli(number(statement));
        }
    }

    private static long number(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
