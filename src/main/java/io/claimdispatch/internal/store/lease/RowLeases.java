package io.claimdispatch.internal.store.lease;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.row.ClaimRef;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happens to a claimed row between its claim and its completion. */
public interface RowLeases {

    /**
     * Extends the leases of everything that a node holds, except what another transaction has locked just now, where the
     * database can leave that out.
     *
     * @return those that are extended, and so are the node's beyond doubt
     */
    Set<ClaimRef> renew(Connection connection, TableName table, String node, HeldLeases held, Duration lease)
            throws SQLException;

    /**
     * Keeps the id of the batch execution that runs for a claimed row.
     *
     * @param note what is to be said about it in the column {@code reason}; null leaves what stands there
     * @return false if the claim is lost
     */
    boolean recordExecution(Connection connection, ClaimRef ref, long executionId, @Nullable String note)
            throws SQLException;
}
