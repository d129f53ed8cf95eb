package io.claimdispatch.internal.store.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Runs many updates with one statement.
 *
 * @param statement the statement, whose parameters are bound anew for each update
 * @param collects whether updates are sent together; otherwise each is sent at once
 */
public record Batch(PreparedStatement statement, boolean collects) {

    /** Adds the update for which parameters are bound. */
    public void add() throws SQLException {
        if (collects) {
            statement.addBatch();
        } else {
            statement.executeUpdate();
        }
    }

    /** Sends the collected updates. */
    public void send() throws SQLException {
        if (collects) {
            statement.executeBatch();
        }
    }
}
