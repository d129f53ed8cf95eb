package io.claimdispatch.internal.store;

import io.claimdispatch.internal.store.dialect.mysql.MySqlDialect;
import java.sql.Connection;
import java.sql.SQLException;

/** The MariaDB of the tests, addressed as MySQL, in a schema of its own. */
final class MySqlStatements extends TestDatabase {

    /** With a driver that returns every generated key, as MySQL's own does. */
    static final MySqlStatements INSTANCE = new MySqlStatements("?returnMultiValuesGeneratedIds=true");

    /** With MariaDB's driver as it is: of the keys of a statement it returns the first one, so each id takes a statement. */
    static final MySqlStatements FIRST_KEY_ONLY = new MySqlStatements("");

    private final String options;

    private MySqlStatements(String options) {
        this.options = options;
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
        return MariaDbDatabase.INSTANCE.connectTo("as_mysql" + options);
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
