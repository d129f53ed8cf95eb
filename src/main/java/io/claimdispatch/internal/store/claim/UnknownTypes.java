package io.claimdispatch.internal.store.claim;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The result of a scan for unknown types.
 *
 * @param types the types in the order in which they are due
 * @param last the last scanned row, if there may be more after it; otherwise null
 */
public record UnknownTypes(Set<String> types, @Nullable Position last) {

    /**
     * A position among the due rows.
     *
     * @param level the level of the priority
     * @param eligibleAt the earliest time
     * @param id the id of the row
     */
    public record Position(int level, Instant eligibleAt, long id) {}
}
