package io.claimdispatch.internal.store.operate;

import java.time.Instant;
import java.util.List;

/**
 * Dead letters that were requeued.
 *
 * @param before the rows as they were
 * @param at when they were requeued, by the database's clock
 */
public record RequeuedRows(List<RowBefore> before, Instant at) {

    /** The new earliest time of a row. */
    public Instant moved(RowBefore row) {
        return new Operation.Requeue().moves(row.eligibleAt(), at);
    }
}
