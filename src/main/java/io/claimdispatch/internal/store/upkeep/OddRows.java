package io.claimdispatch.internal.store.upkeep;

import io.claimdispatch.ActionState;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a table along its primary key, as far as it has rows that wait for a person.
 *
 * @param rows in the order of their ids
 * @param last the id that the next stretch begins after; null at the end of the table
 */
public record OddRows(List<Row> rows, @Nullable Long last) {

    /**
     * One of them.
     *
     * @param id of the row
     * @param state as it stands there: unknown to this version, or WAITING for a time that never comes
     */
    public record Row(long id, String state) {}

    /** The states of this version, as the column has them. */
    public static List<String> knownStates() {
        return Stream.of(ActionState.values())
                .filter(state -> state != ActionState.UNKNOWN)
                .map(ActionState::name)
                .toList();
    }
}
