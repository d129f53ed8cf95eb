package io.claimdispatch.pipeline;

import io.claimdispatch.internal.store.Databases;
import java.sql.Connection;
import java.sql.SQLException;

/** Without users here: its connections become read-only, and a constraint refuses updates. */
class RefusedWritesOnDerbyTest extends RefusedWritesContract {

    private volatile boolean readOnly;

    RefusedWritesOnDerbyTest() {
        super(Databases.DERBY);
    }

    @Override
    Connection connect() throws SQLException {
        Connection connection = database.connect();
        connection.setReadOnly(readOnly);
        return connection;
    }

    @Override
    void makeReadOnly() {
        readOnly = true;
    }

    @Override
    void makeWritable() {
        readOnly = false;
    }

    @Override
    String literal(String utc) {
        return "TIMESTAMP('" + utc + "')";
    }
}
