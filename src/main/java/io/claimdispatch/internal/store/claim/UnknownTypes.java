package io.claimdispatch.internal.store.claim;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a look for unknown types has found.
 *
 * @param types in the order in which they are due
 * @param last the last row that was looked at, if there may be more behind it; else null
 */
public record UnknownTypes(Set<String> types, @Nullable Position last) {

    /**
     * A place among the due rows.
     *
     * @param level of the priority
     * @param eligibleAt earliest time
     * @param id of the row
     */
    public record Position(int level, Instant eligibleAt, long id) {}
}
