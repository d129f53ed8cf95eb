package io.claimdispatch.internal.store.statements;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.ClaimRef;
import io.claimdispatch.internal.store.Completion;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** See {@code ActionStore#complete}. */
public interface Completing {

    /** At least one completion. */
    Set<ClaimRef> complete(Connection connection, TableName table, List<Completion> completions) throws SQLException;
}
