package io.claimdispatch.internal.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** In the memory of this JVM; gone with it. */
final class DerbyDatabase extends TestDatabase {

    static final DerbyDatabase INSTANCE = new DerbyDatabase();

    private DerbyDatabase() {
        System.setProperty("derby.stream.error.file", "target/derby.log");
    }

    @Override
    Dialect dialect() {
        return new DerbyDialect();
    }

    @Override
    Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:derby:memory:contract;create=true");
    }

    /** Derby knows no zone of a session: it has the JVM's. */
    @Override
    Connection connect(String sessionZone) throws SQLException {
        return connect();
    }
}
