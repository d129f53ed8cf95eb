package io.claimdispatch.internal.store.operate;

import io.claimdispatch.ActionLog;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a list looks at to decide whether a row belongs to it: no long text.
 *
 * @param id the id
 * @param type the type
 * @param key the idempotency key
 * @param state the stored state
 * @param eligibleAt the earliest time
 * @param createdAt when it was published
 * @param failCount the failed attempts
 * @param failure the key of the last failure
 */
public record RowSummary(
        long id,
        String type,
        @Nullable String key,
        String state,
        Instant eligibleAt,
        Instant createdAt,
        int failCount,
        @Nullable String failure) {

    /** The same of a whole row. */
    public static RowSummary of(ActionLog row) {
        return new RowSummary(
                row.id(),
                row.type(),
                row.idempotencyKey(),
                row.stateText(),
                row.eligibleAt(),
                row.createdAt(),
                row.failCount(),
                row.failure());
    }
}
