package io.claimdispatch.internal.store;

import io.claimdispatch.internal.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * The same, and planned each time: a plan that was kept from when the table was small reads all of it for each stretch.
 *
 * @param pruning the statements
 */
record PostgreSqlPruning(RowPruning pruning) implements Pruning {

    @Override
    public EndedRows ended(
            Connection connection, TableName table, List<Ended> kinds, Duration age, long after, int size)
            throws SQLException {
        PostgreSqlPlanning.eachTime(connection);
        return pruning.ended(connection, table, kinds, age, after, size);
    }

    @Override
    public int prune(Connection connection, TableName table, Ended kind, Duration age, List<Long> ids)
            throws SQLException {
        PostgreSqlPlanning.eachTime(connection);
        return pruning.prune(connection, table, kind, age, ids);
    }
}
