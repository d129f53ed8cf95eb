package io.claimdispatch.internal.store.row;

import io.claimdispatch.internal.common.TableName;
import java.time.Duration;
import java.util.Collection;

/**
 * The parameters of one claim.
 *
 * @param table the table to claim from
 * @param types the types to claim, those that the node can route; empty claims nothing
 * @param limit the maximum number of rows; 0 claims nothing
 * @param maxBytes ends the claim once the payloads together reach this many bytes; the first row is claimed whatever
 *     its size
 * @param node the claiming node
 * @param token the new token of this claim
 * @param lease how long the claim holds without a heartbeat
 * @param unread whether to leave out payloads and long errors: the rows are claimed, and read one by one later
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

    /** Creates a request that reads the rows. */
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

    /** Whether no row can match the request. */
    public boolean isForNothing() {
        return limit <= 0 || types.isEmpty();
    }
}
