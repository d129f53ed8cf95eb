package io.claimdispatch.internal.store;

import io.claimdispatch.internal.common.TableName;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Fired by a publish, and by commands that make rows due; observed after the transaction has committed.
 *
 * @param published how many rows of each type were stored in each table; none for a command
 */
public record NewWork(Map<TableName, Map<String, Integer>> published) {

    /** Rows that were there before are due. */
    public static final NewWork NOTHING_NEW = new NewWork(Map.of());

    /** One row was published. */
    public static NewWork one(TableName table, String type) {
        return new NewWork(Map.of(table, Map.of(type, 1)));
    }

    /** The types of the published rows. */
    public Set<String> types() {
        return published.values().stream()
                .flatMap(types -> types.keySet().stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
