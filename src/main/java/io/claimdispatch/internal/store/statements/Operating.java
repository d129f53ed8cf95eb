package io.claimdispatch.internal.store.statements;

import io.claimdispatch.Verdict;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.Operation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** What operators do to rows that are not claimed. */
interface Operating {

    /** See {@code ActionStore#operate}. */
    Verdict operate(Connection connection, TableName table, long id, Operation operation) throws SQLException;

    /** See {@code ActionStore#requeueDead}; at least one id. */
    int requeueDead(Connection connection, TableName table, List<Long> ids, Instant before) throws SQLException;
}
