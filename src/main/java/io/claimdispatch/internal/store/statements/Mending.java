package io.claimdispatch.internal.store.statements;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.Mended;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** See {@code ActionStore#mend}. */
interface Mending {

    /** One round. */
    Mended mend(Connection connection, TableName table, String node, long token, Duration lease) throws SQLException;
}
