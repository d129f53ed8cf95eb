package io.claimdispatch.internal.store.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Many updates by one statement.
 *
 * @param statement whose parameters are bound anew for each update
 * @param collects whether updates go to the database together; else each goes at once
 */
public record Batch(PreparedStatement statement, boolean collects) {

    /** Makes the update for which parameters are bound. */
    public void add() throws SQLException {
        if (collects) {
            statement.addBatch();
        } else {
            statement.executeUpdate();
        }
    }

    /** Ends a piece of the batch. */
    public void send() throws SQLException {
        if (collects) {
            statement.executeBatch();
        }
    }
}
