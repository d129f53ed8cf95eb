package io.claimdispatch.internal.store;

import io.claimdispatch.internal.store.dialect.h2.H2Dialect;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** In the memory of this JVM; gone with it. */
final class H2Database extends TestDatabase {

    static final H2Database INSTANCE = new H2Database();

    private static final String URL = "jdbc:h2:mem:contract;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=20000";

    private H2Database() {}

    @Override
    public Dialect dialect() {
        return new H2Dialect();
    }

    @Override
    Connection connect() throws SQLException {
        return DriverManager.getConnection(URL, "sa", "");
    }

    @Override
    Connection connect(String sessionZone) throws SQLException {
        return DriverManager.getConnection(URL + ";TIME ZONE=" + sessionZone, "sa", "");
    }

    /** H2 tries again and again instead of waiting: what runs for long enough to be seen here does that. */
    @Override
    int waitingSessions() throws SQLException {
        return number("SELECT COUNT(*) FROM INFORMATION_SCHEMA.SESSIONS"
                + " WHERE EXECUTING_STATEMENT IS NOT NULL AND SESSION_ID <> SESSION_ID()");
    }
}
