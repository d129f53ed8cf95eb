package io.claimdispatch.internal.store.sql;

import io.claimdispatch.internal.common.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Draws ids from a table's sequence, and reads the clock in the same round trip. */
public interface IdSequence {

    /** Draws this many ids, ascending, with the database's time. */
    Draw draw(Connection connection, TableName table, int count) throws SQLException;

    /** One id and the time. */
    default IdAndTime next(Connection connection, TableName table) throws SQLException {
        Draw draw = draw(connection, table, 1);
        return new IdAndTime(draw.ids().get(0), draw.now());
    }

    /** Reads only the database's time. */
    Instant now(Connection connection, TableName table) throws SQLException;

    /**
     * The result of a draw.
     *
     * @param ids the ids of the rows to insert
     * @param now the time by the database's clock
     */
    record Draw(List<Long> ids, Instant now) {}
}
