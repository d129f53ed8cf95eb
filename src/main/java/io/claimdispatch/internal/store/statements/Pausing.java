package io.claimdispatch.internal.store.statements;

import io.claimdispatch.Pause;
import io.claimdispatch.internal.common.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Which types of a table are paused, as the small table beside it has them. */
interface Pausing {

    /** See {@code ActionStore#pause}. */
    void pause(Connection connection, TableName table, String pattern, String who, String why) throws SQLException;

    /** See {@code ActionStore#resume}. */
    boolean resume(Connection connection, TableName table, String pattern) throws SQLException;

    /** See {@code ActionStore#paused}. */
    List<Pause> paused(Connection connection, TableName table) throws SQLException;
}
