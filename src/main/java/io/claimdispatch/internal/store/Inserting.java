package io.claimdispatch.internal.store;

import io.claimdispatch.internal.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** See {@link ActionStore#insert}. */
interface Inserting {

    /** At least one row. */
    List<Inserted> insert(Connection connection, TableName table, List<NewRow> rows) throws SQLException;

    /** The row that has a key. */
    @Nullable
    Long findByKey(Connection connection, TableName table, String type, String key) throws SQLException;
}
