package io.claimdispatch.internal.store;

import io.claimdispatch.internal.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;

/** See {@link ActionStore#unknownDueTypes}. */
interface Discovering {

    /** For a limit above zero. */
    Set<String> unknownDueTypes(Connection connection, TableName table, Collection<String> known, int limit)
            throws SQLException;
}
