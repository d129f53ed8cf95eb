package io.claimdispatch.internal.complete;

import io.claimdispatch.LogRecord;
import io.claimdispatch.internal.store.row.ClaimedRow;

/**
 * An attempt at a claimed row on this node.
 *
 * @param row the row as the claim read it
 * @param record the row as user code sees it
 * @param together how many rows its chunk has begun with, this one included; 1 if it runs alone
 * @param isFurther whether it is not the first row of its chunk, and so takes no place of its own
 */
public record Attempt(ClaimedRow row, LogRecord record, int together, boolean isFurther) {

    /** An attempt at a row that runs alone. */
    public Attempt(ClaimedRow row, LogRecord record) {
        this(row, record, 1, false);
    }

    /**
     * Returns a copy for a row that begins in a chunk.
     *
     * @param place the row's place in the chunk; 0 is the first
     * @param rows how many rows the chunk begins with
     */
    public Attempt inChunk(int place, int rows) {
        return new Attempt(row, record, rows, place > 0);
    }
}
