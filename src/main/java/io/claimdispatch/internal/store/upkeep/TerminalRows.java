package io.claimdispatch.internal.store.upkeep;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a table along its primary key, as far as rows have ended in it.
 *
 * @param rows those that have ended, in the order of their ids
 * @param last the id that the next stretch begins after; null at the end of the table
 * @param now when they were read, by the database's clock
 */
public record TerminalRows(List<Row> rows, @Nullable Long last, Instant now) {

    /**
     * One of them.
     *
     * @param id of the row
     * @param type of the row
     * @param ended how
     * @param at when it ended, that is, last changed
     */
    public record Row(long id, String type, TerminalKind ended, Instant at) {}
}
