package io.claimdispatch.internal.store;

import io.claimdispatch.internal.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** See {@link ActionStore#mend}. */
interface Mending {

    /** One round. */
    Mended mend(Connection connection, TableName table, String node, long token, Duration lease) throws SQLException;
}
