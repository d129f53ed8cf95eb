package io.claimdispatch.internal.store;

import io.claimdispatch.Verdict;
import io.claimdispatch.internal.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** What operators do to rows that are not claimed. */
interface Operating {

    /** See {@link ActionStore#operate}. */
    Verdict operate(Connection connection, TableName table, long id, Operation operation) throws SQLException;

    /** See {@link ActionStore#requeueDead}; at least one id. */
    int requeueDead(Connection connection, TableName table, List<Long> ids, Instant before) throws SQLException;
}
