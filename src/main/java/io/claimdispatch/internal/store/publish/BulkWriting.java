package io.claimdispatch.internal.store.publish;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.failure.SqlStates;
import io.claimdispatch.internal.store.sql.Chunks;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;

/**
 * Batches, and what they miss.
 *
 * <p>MariaDB's driver makes a bulk of a batch: it has the server prepare the insert, and then sends the rows. If the table is
 * altered between the two, MariaDB (11.4.5) stores none of them, and answers with error 0 and no text. The transaction goes
 * on, and the rows are written as a list, for which the server needs nothing that was prepared. Should it have stored any of
 * them after all, their ids would be taken: nothing is stored twice.
 *
 * @param batch writes faster than lists do
 * @param lists for what MariaDB has failed
 */
public record BulkWriting(BatchWriting batch, ListWriting lists) {

    public void write(Connection connection, TableName table, Collection<NumberedRow> rows) throws SQLException {
        for (List<NumberedRow> chunk : Chunks.of(List.copyOf(rows), NumberedRow::chars)) {
            try {
                batch.write(connection, table, chunk);
            } catch (SQLException e) {
                if (!SqlStates.isWithoutCode(e) || !isInTransaction(connection)) {
                    throw e;
                }
                lists.write(connection, table, chunk);
            }
        }
    }

    /** The draw of the ids has begun one: if none is open any more, what was done before is lost, and so must be the rows. */
    private static boolean isInTransaction(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT @@in_transaction")) {
            return rows.next() && rows.getInt(1) == 1;
        }
    }
}
