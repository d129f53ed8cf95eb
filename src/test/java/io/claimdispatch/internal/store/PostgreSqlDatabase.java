package io.claimdispatch.internal.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A server of this JVM, ended with it. */
final class PostgreSqlDatabase extends TestDatabase {

    static final PostgreSqlDatabase INSTANCE = new PostgreSqlDatabase();

    private final EmbeddedPostgres server;

    private PostgreSqlDatabase() {
        try {
            // It closes itself by a hook of the JVM. A zone with summer time, so that nothing works by being in UTC.
            server = EmbeddedPostgres.builder()
                    .setServerConfig("timezone", "Europe/Berlin")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    Dialect dialect() {
        return new PostgreSqlDialect();
    }

    @Override
    Connection connect() throws SQLException {
        return DriverManager.getConnection(server.getJdbcUrl("postgres", "postgres"));
    }

    @Override
    Connection connect(String sessionZone) throws SQLException {
        Connection connection = connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TIME ZONE '" + sessionZone + "'");
        }
        return connection;
    }

    @Override
    int waitingSessions() throws SQLException {
        return number("SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted");
    }
}
