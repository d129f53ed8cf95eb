package io.claimdispatch.internal.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** In the memory of this JVM; gone with it. */
final class H2Database extends TestDatabase {

    static final H2Database INSTANCE = new H2Database();

    private static final String URL = "jdbc:h2:mem:contract;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=20000";

    private H2Database() {}

    @Override
    Dialect dialect() {
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
}
