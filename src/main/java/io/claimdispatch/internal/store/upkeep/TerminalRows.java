package io.claimdispatch.internal.store.upkeep;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The finished rows of a stretch of a table, along its primary key.
 *
 * @param rows the finished rows in the order of their ids
 * @param last the id that the next stretch begins after; null at the end of the table
 * @param now when they were read, by the database's clock
 */
public record TerminalRows(List<Row> rows, @Nullable Long last, Instant now) {

    /**
     * A finished row.
     *
     * @param id the id of the row
     * @param type the type of the row
     * @param ended the kind of its end
     * @param at when it ended, that is, when it last changed
     */
    public record Row(long id, String type, TerminalKind ended, Instant at) {}
}
