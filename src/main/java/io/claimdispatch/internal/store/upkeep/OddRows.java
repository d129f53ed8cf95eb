package io.claimdispatch.internal.store.upkeep;

import io.claimdispatch.ActionState;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a stretch of a table, along its primary key, that need a person.
 *
 * @param rows the rows in the order of their ids
 * @param last the id that the next stretch begins after; null at the end of the table
 */
public record OddRows(List<Row> rows, @Nullable Long last) {

    /**
     * A row that needs a person.
     *
     * @param id the id of the row
     * @param state the stored state: unknown to this version, or WAITING for a time that never comes
     */
    public record Row(long id, String state) {}

    /** The states of this version, as stored in the column. */
    public static List<String> knownStates() {
        return Stream.of(ActionState.values())
                .filter(state -> state != ActionState.UNKNOWN)
                .map(ActionState::name)
                .toList();
    }
}
