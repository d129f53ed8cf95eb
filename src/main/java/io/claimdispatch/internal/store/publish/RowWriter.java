package io.claimdispatch.internal.store.publish;

import io.claimdispatch.internal.common.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;

/** How rows reach the table. */
public interface RowWriter {

    /** Rows without a key. */
    void write(Connection connection, TableName table, Collection<NumberedRow> rows) throws SQLException;

    /**
     * Rows with keys, each another, in their order.
     *
     * @return whose id has the key now, for each
     */
    Map<NumberedRow.Key, Long> writeKeyed(Connection connection, TableName table, Collection<NumberedRow> rows)
            throws SQLException;
}
