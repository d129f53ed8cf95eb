package io.claimdispatch.internal.store;

import io.claimdispatch.internal.store.dialect.mysql.MySqlDialect;
import java.sql.Connection;
import java.sql.SQLException;

/** The MariaDB of the tests, addressed as MySQL, in a schema of its own. */
final class MySqlStatements extends TestDatabase {

    static final MySqlStatements INSTANCE = new MySqlStatements();

    private MySqlStatements() {
        try {
            MariaDbDatabase.INSTANCE.execute("CREATE DATABASE IF NOT EXISTS as_mysql");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Dialect dialect() {
        return new MySqlDialect();
    }

    @Override
    Connection connect() throws SQLException {
        return MariaDbDatabase.INSTANCE.connectTo("as_mysql");
    }

    @Override
    Connection connect(String sessionZone) throws SQLException {
        return connect();
    }

    @Override
    int waitingSessions() throws SQLException {
        return MariaDbDatabase.INSTANCE.waitingSessions();
    }
}
