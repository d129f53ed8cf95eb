package io.claimdispatch.pipeline;

import io.claimdispatch.internal.store.Databases;
import java.sql.SQLException;

class RefusedWritesOnMariaDbTest extends RefusedWritesContract {
    RefusedWritesOnMariaDbTest() {
        super(Databases.MARIADB);
    }

    @Override
    void makeReadOnly() throws SQLException {
        database.execute("SET GLOBAL tx_read_only = 1");
    }

    @Override
    void makeWritable() throws SQLException {
        database.execute("SET GLOBAL tx_read_only = 0");
    }
}
