package io.claimdispatch.internal.store.sql;

import io.claimdispatch.internal.common.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Draws ids from a table's sequence, and reads the clock on the way. */
public interface IdSequence {

    /** So many ids, ascending, and the database's time. */
    Draw draw(Connection connection, TableName table, int count) throws SQLException;

    /** One id and the time. */
    default IdAndTime next(Connection connection, TableName table) throws SQLException {
        Draw draw = draw(connection, table, 1);
        return new IdAndTime(draw.ids().get(0), draw.now());
    }

    /** The database's time alone. */
    Instant now(Connection connection, TableName table) throws SQLException;

    /**
     * What was drawn.
     *
     * @param ids of rows to be inserted
     * @param now by the database's clock
     */
    record Draw(List<Long> ids, Instant now) {}
}
