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
     * Stores outcomes, each fenced by its token and by the state CLAIMED, in id order.
     *
     * @return those that were stored; the others have lost their lease
     */
    Set<ClaimRef> complete(Connection connection, TableName table, List<Completion> completions) throws SQLException;
}
