package io.claimdispatch.internal.store.publish;

import io.claimdispatch.internal.common.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;

/** Writes new rows into the table. */
public interface RowWriter {

    /** Writes rows without a key. */
    void write(Connection connection, TableName table, Collection<NumberedRow> rows) throws SQLException;

    /**
     * Writes rows with distinct keys, in the order of the keys.
     *
     * @return for each key, the id that owns it now
     */
    Map<NumberedRow.Key, Long> writeKeyed(Connection connection, TableName table, Collection<NumberedRow> rows)
            throws SQLException;
}
