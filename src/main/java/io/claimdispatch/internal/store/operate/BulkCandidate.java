package io.claimdispatch.internal.store.operate;

import java.time.Instant;

/**
 * A row that a bulk action may be for.
 *
 * @param row the row
 * @param updatedAt when it was last changed
 */
public record BulkCandidate(RowSummary row, Instant updatedAt) {

    /** The row for its event. */
    public RowBefore before() {
        return new RowBefore(row.id(), row.type(), row.state(), row.eligibleAt(), row.failCount());
    }
}
