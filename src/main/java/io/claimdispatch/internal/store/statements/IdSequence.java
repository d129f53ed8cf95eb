package io.claimdispatch.internal.store.statements;

import io.claimdispatch.internal.common.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Draws ids from a table's sequence, and reads the clock on the way. */
public interface IdSequence {

    /** So many ids, ascending, and the database's time. */
    Draw draw(Connection connection, TableName table, int count) throws SQLException;

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
