package io.claimdispatch.internal.store;

import io.claimdispatch.Pause;
import io.claimdispatch.internal.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Which types of a table are paused, as the small table beside it has them. */
interface Pausing {

    /** See {@link ActionStore#pause}. */
    void pause(Connection connection, TableName table, String pattern, String who, String why) throws SQLException;

    /** See {@link ActionStore#resume}. */
    boolean resume(Connection connection, TableName table, String pattern) throws SQLException;

    /** See {@link ActionStore#paused}. */
    List<Pause> paused(Connection connection, TableName table) throws SQLException;
}
