package io.claimdispatch.internal.store.lease;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.row.ClaimRef;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Changes of a claimed row between claim and completion. */
public interface RowLeases {

    /**
     * Renews the leases of the claims that a node holds, except claims locked by another transaction, if the database
     * can skip those, and claims that another node has taken. A row that the node has given up leaves its claim with a
     * lease of its own, which ends when the claim's would have, and is not renewed.
     *
     * @return the tokens of the renewed claims; their rows certainly belong to the node, except those given up
     */
    Set<Long> renew(Connection connection, TableName table, String node, HeldLeases held, Duration lease)
            throws SQLException;

    /**
     * Stores the id of the batch execution that runs for a claimed row.
     *
     * @param note the text for the column {@code reason}; null leaves it unchanged
     * @return false if the claim is lost
     */
    boolean recordExecution(Connection connection, ClaimRef ref, long executionId, @Nullable String note)
            throws SQLException;

    /**
     * Sets {@code updated_at} of a claimed row, to test whether the table accepts updates; heartbeats write to another
     * table.
     *
     * @return false if the claim is lost
     */
    boolean touch(Connection connection, ClaimRef ref) throws SQLException;
}
