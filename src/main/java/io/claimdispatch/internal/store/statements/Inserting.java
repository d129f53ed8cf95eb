package io.claimdispatch.internal.store.statements;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.Inserted;
import io.claimdispatch.internal.store.NewRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** See {@code ActionStore#insert}. */
interface Inserting {

    /** At least one row. */
    List<Inserted> insert(Connection connection, TableName table, List<NewRow> rows) throws SQLException;
}
