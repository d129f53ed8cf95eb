package io.claimdispatch.internal.store.operate;

import io.claimdispatch.internal.common.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Groups dead rows by their types and failures. Each call is bounded, however many rows have died. */
public interface FailureReads {

    /** Reads the groups. */
    FoundFailures groups(Connection connection, TableName table) throws SQLException;

    /**
     * The ids of the dead rows of a group, the greatest first.
     *
     * @param upTo the greatest id
     * @param limit at most so many
     * @return empty if the database has no index for it
     */
    Optional<List<Long>> ids(Connection connection, TableName table, String type, String failure, long upTo, int limit)
            throws SQLException;
}
