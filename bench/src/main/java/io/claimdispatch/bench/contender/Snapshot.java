package io.claimdispatch.bench.contender;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * A transaction on PostgreSQL that sees the database as it was when the transaction began, as that of a long report or a backup
 * does. While it is open, no version of a row that it could see or that came later may be removed.
 */
final class Snapshot implements AutoCloseable {

    private final Connection connection;

    Snapshot(DataSource dataSource) throws SQLException {
        connection = dataSource.getConnection();
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (Statement statement = connection.createStatement()) {
            // of the tables it locks none, so that they can be emptied afterwards
            statement.execute("SELECT pg_current_snapshot()");
        }
    }

    /** Fails if the server has ended it meanwhile: the round would not have measured what it was meant to. */
    @Override
    public void close() throws SQLException {
        try (connection) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SELECT 1");
            }
            connection.rollback();
        }
    }
}
