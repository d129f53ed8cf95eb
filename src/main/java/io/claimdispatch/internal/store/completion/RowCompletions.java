package io.claimdispatch.internal.store.completion;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.row.Completion;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Outcomes of claimed rows. */
public interface RowCompletions {

    /**
     * Stores outcomes in id order, each fenced by its token and the state CLAIMED.
     *
     * @return the stored ones; the others have lost their lease
     */
    Set<ClaimRef> complete(Connection connection, TableName table, List<Completion> completions) throws SQLException;
}
