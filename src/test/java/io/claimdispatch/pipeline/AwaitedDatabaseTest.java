package io.claimdispatch.pipeline;

import io.claimdispatch.internal.store.Databases;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Nested;

class AwaitedDatabaseTest {

    /** No server listens on this port, as before one has started. */
    private static Connection refused(Databases database) throws SQLException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return database.connect(port);
    }

    /** Another process has the file. */
    @Nested
    class OnH2 extends AwaitedDatabaseContract {
        OnH2() {
            super(Databases.H2);
        }

        @Override
        Connection tooEarly() throws SQLException {
            throw new SQLException("Database may be already in use", "90020", 90020);
        }
    }

    @Nested
    class OnPostgreSql extends AwaitedDatabaseContract {
        OnPostgreSql() {
            super(Databases.POSTGRESQL);
        }

        @Override
        Connection tooEarly() throws SQLException {
            return refused(database);
        }
    }

    @Nested
    class OnMariaDb extends AwaitedDatabaseContract {
        OnMariaDb() {
            super(Databases.MARIADB);
        }

        @Override
        Connection tooEarly() throws SQLException {
            return refused(database);
        }
    }

    /** Its network server does not run; the code is the client driver's. */
    @Nested
    class OnDerby extends AwaitedDatabaseContract {
        OnDerby() {
            super(Databases.DERBY);
        }

        @Override
        Connection tooEarly() throws SQLException {
            throw new SQLException("Error connecting to server localhost on port 1527", "08001", 40000);
        }
    }
}
