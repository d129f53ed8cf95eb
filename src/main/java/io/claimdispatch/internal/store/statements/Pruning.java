package io.claimdispatch.internal.store.statements;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.TerminalKind;
import io.claimdispatch.internal.store.TerminalRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Finds rows that have ended, and deletes them. */
interface Pruning {

    /** See {@code ActionStore#ended}. */
    TerminalRows ended(
            Connection connection, TableName table, List<TerminalKind> kinds, Duration age, long after, int size)
            throws SQLException;

    /** See {@code ActionStore#prune}; at least one id. */
    int prune(Connection connection, TableName table, TerminalKind kind, Duration age, List<Long> ids)
            throws SQLException;
}
