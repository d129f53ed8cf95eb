package io.claimdispatch.internal.store.operate;

import io.claimdispatch.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The result of a command on a row.
 *
 * @param verdict the result for the caller
 * @param before the row as it was; null if the command changed nothing
 * @param at when the row was changed, by the database's clock
 */
public record Applied(Verdict verdict, @Nullable RowBefore before, Instant at) {

    static Applied done(RowBefore before, Instant at) {
        return new Applied(Verdict.DONE, before, at);
    }

    static Applied nothing(Verdict verdict) {
        return new Applied(verdict, null, Instant.EPOCH);
    }
}
