package io.claimdispatch.internal.store.probe;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.problem.DatabaseProblems;
import io.claimdispatch.internal.common.problem.StartProblems;
import io.claimdispatch.internal.store.Dialect;
import io.claimdispatch.internal.store.failure.SqlStates;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Checks at the start that the database and the data source's connections do not change the meaning of our statements.
 * Uses only the given connection, outside of any transaction; reads and writes no row of the tables; may be repeated.
 *
 * @param dataSource the name of the data source in the settings
 * @param dialect the dialect of the database
 * @param tables the configured tables
 */
public record StartProbe(String dataSource, Dialect dialect, List<TableName> tables) {

    /**
     * Checks the session before the tables are created, since some keep for ever the settings that they were created
     * with.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0110 to CLAIM0116 for what it finds
     * @throws SQLException if the database cannot be asked
     */
    public void beforeTables(Connection connection) throws SQLException {
        outsideOfTransactions(connection, () -> {
            Isolation.check(connection, dialect, dataSource);
            if (connection.isReadOnly()) {
                throw StartProblems.databaseReadOnly(dataSource, null);
            }
            ExactTime.check(connection, dialect);
            for (TableName table : tables) {
                dialect.meaning().session().at(connection, table);
            }
        });
    }

    /**
     * Checks the tables.
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

    /** Converts a failure to our error; recognises a missing right, and a read-only transaction, database or server. */
    public static RuntimeException explained(String dataSource, SQLException failure) {
        if (SqlStates.isForbidden(failure)) {
            return StartProblems.rightMissing(dataSource, failure);
        }
        return SqlStates.isReadOnly(failure)
                ? StartProblems.databaseReadOnly(dataSource, failure)
                : DatabaseProblems.databaseFailed("preparing the tables", failure);
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
