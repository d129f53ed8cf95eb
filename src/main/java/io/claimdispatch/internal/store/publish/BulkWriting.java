package io.claimdispatch.internal.store.publish;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.failure.SqlStates;
import io.claimdispatch.internal.store.sql.Chunks;
import io.claimdispatch.internal.store.sql.NamedSql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;

/**
 * Inserts in batches, and falls back to lists if MariaDB fails a batch.
 *
 * <p>MariaDB's driver sends a batch as a bulk: it lets the server prepare the insert, and then sends the rows. If the
 * table is altered between the two, MariaDB (11.4.5) stores none of them, and returns error 0 and no text. The
 * transaction stays usable, and the rows are written as a list, which needs no prepared statement. If any of them had
 * been stored after all, their ids would be taken, so nothing is stored twice.
 *
 * @param batch inserts in batches, which is faster than lists
 * @param lists inserts the rows of a failed batch
 * @param inTransaction asks whether the session is in a transaction: 1 or 0
 */
public record BulkWriting(BatchWriting batch, ListWriting lists, NamedSql inTransaction) {

    public void write(Connection connection, TableName table, Collection<NumberedRow> rows) throws SQLException {
        for (List<NumberedRow> chunk : Chunks.of(List.copyOf(rows), NumberedRow::chars)) {
            try {
                batch.write(connection, table, chunk);
            } catch (SQLException e) {
                if (!SqlStates.isWithoutCode(e) || !isInTransaction(connection, table)) {
                    throw e;
                }
                lists.write(connection, table, chunk);
            }
        }
    }

    /**
     * Whether the transaction, begun by drawing the ids, is still open. If not, its earlier work is lost, and the rows
     * must not be stored either.
     */
    private boolean isInTransaction(Connection connection, TableName table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(inTransaction.on(table))) {
            return rows.next() && rows.getInt(1) == 1;
        }
    }
}
