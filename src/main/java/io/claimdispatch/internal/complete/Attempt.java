package io.claimdispatch.internal.complete;

import io.claimdispatch.LogRecord;
import io.claimdispatch.internal.store.row.ClaimedRow;

/**
 * An attempt at a claimed row on this node.
 *
 * @param row the row as the claim read it
 * @param record the row as user code sees it
 * @param together how many rows its chunk has begun with, this one included; 1 if it runs alone
 */
public record Attempt(ClaimedRow row, LogRecord record, int together) {

    /** An attempt at a row that runs alone. */
    public Attempt(ClaimedRow row, LogRecord record) {
        this(row, record, 1);
    }

    /** Returns a copy for a row of a chunk that begins with so many. */
    public Attempt inChunkOf(int rows) {
        return new Attempt(row, record, rows);
    }
}
