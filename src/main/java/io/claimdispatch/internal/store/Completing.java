package io.claimdispatch.internal.store;

import io.claimdispatch.internal.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** See {@link ActionStore#complete}. */
interface Completing {

    /** At least one completion. */
    Set<ClaimRef> complete(Connection connection, TableName table, List<Completion> completions) throws SQLException;
}
