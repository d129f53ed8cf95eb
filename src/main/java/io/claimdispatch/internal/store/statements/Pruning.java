package io.claimdispatch.internal.store.statements;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.Ended;
import io.claimdispatch.internal.store.EndedRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Finds rows that have ended, and deletes them. */
interface Pruning {

    /** See {@code ActionStore#ended}. */
    EndedRows ended(Connection connection, TableName table, List<Ended> kinds, Duration age, long after, int size)
            throws SQLException;

    /** See {@code ActionStore#prune}; at least one id. */
    int prune(Connection connection, TableName table, Ended kind, Duration age, List<Long> ids) throws SQLException;
}
