package io.claimdispatch.internal.store.probe;

import io.claimdispatch.internal.common.Problems;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.Dialect;
import io.claimdispatch.internal.store.failure.SqlStates;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Finds out at the start whether the database and the connections of the data source leave our statements their meaning. It
 * uses the one connection that it is given, outside of any transaction, reads no row of the tables and writes none, and can
 * be repeated.
 *
 * @param dataSource its name in the settings
 * @param dialect of the database
 * @param tables that the settings name
 */
public record StartProbe(String dataSource, Dialect dialect, List<TableName> tables) {

    /**
     * Looks at the session. Before the tables are made: some keep for ever the settings that they were made with.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0110 to CLAIM0116 for what it finds
     * @throws SQLException if the database cannot be asked
     */
    public void beforeTables(Connection connection) throws SQLException {
        outsideOfTransactions(connection, () -> {
            Isolation.check(connection, dialect, dataSource);
            if (connection.isReadOnly()) {
                throw Problems.databaseReadOnly(dataSource, null);
            }
            ExactTime.check(connection, dialect);
            for (TableName table : tables) {
                dialect.meaning().session().at(connection, table);
            }
        });
    }

    /**
     * Looks at the tables.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0110 to CLAIM0116 for what it finds
     * @throws SQLException if the database cannot be asked
     */
    public void tables(Connection connection) throws SQLException {
        outsideOfTransactions(connection, () -> {
            for (TableName table : tables) {
                TableProbe.check(connection, dialect, table);
            }
        });
    }

    /** A refusal because of a transaction, database or server that is read-only, as an error of ours. */
    public static RuntimeException told(String dataSource, SQLException failure) {
        return SqlStates.isReadOnly(failure)
                ? Problems.databaseReadOnly(dataSource, failure)
                : Problems.databaseFailed("preparing the tables", failure);
    }

    private static void outsideOfTransactions(Connection connection, StatementProbe.Tried work) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        if (!autoCommit) {
            connection.setAutoCommit(true);
        }
        try {
            work.run();
        } finally {
            if (!autoCommit) {
                connection.setAutoCommit(false);
            }
        }
    }
}
