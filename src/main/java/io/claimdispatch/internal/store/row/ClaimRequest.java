package io.claimdispatch.internal.store.row;

import io.claimdispatch.internal.common.TableName;
import java.time.Duration;
import java.util.Collection;

/**
 * What a node asks for in one claim.
 *
 * @param table from which table
 * @param types only rows of these types: those that the node can route; empty claims nothing
 * @param limit at most so many rows; 0 claims nothing
 * @param maxBytes no further row once the payloads together reach so many bytes; the first row is claimed whatever its size
 * @param node who claims
 * @param token new for this claim
 * @param lease how long the claim holds without a heartbeat
 * @param unread whether payloads and long errors are left out: the rows are claimed, and read one by one later
 */
public record ClaimRequest(
        TableName table,
        Collection<String> types,
        int limit,
        long maxBytes,
        String node,
        long token,
        Duration lease,
        boolean unread) {

    /** One that reads the rows. */
    public ClaimRequest(
            TableName table,
            Collection<String> types,
            int limit,
            long maxBytes,
            String node,
            long token,
            Duration lease) {
        this(table, types, limit, maxBytes, node, token, lease, false);
    }

    /** Whether no row could answer it. */
    public boolean isForNothing() {
        return limit <= 0 || types.isEmpty();
    }
}
