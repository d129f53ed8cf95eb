package io.claimdispatch.internal.store;

import io.claimdispatch.internal.store.dialect.postgresql.PostgreSqlDialect;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A server of this JVM, ended with it. */
public final class PostgreSqlDatabase extends TestDatabase {

    public static final PostgreSqlDatabase INSTANCE = new PostgreSqlDatabase();

    private final Path data;
    private final UsedSessions sessions =
            new UsedSessions(() -> DriverManager.getConnection(server().getJdbcUrl("postgres", "postgres")));
    /** By another user, or by the options in their URL. */
    private final Map<String, UsedSessions> sessionsOfOthers = new ConcurrentHashMap<>();

    private volatile EmbeddedPostgres server;

    private PostgreSqlDatabase() {
        try {
            data = Files.createTempDirectory("claim-dispatch-postgresql");
            server = start(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::end));
    }

    /** Of a directory of our own, so that it can be started again. A zone with summer time: nothing works by being in UTC. */
    private EmbeddedPostgres start(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(port)
                .setServerConfig("timezone", "Europe/Berlin")
                .start();
    }

    private EmbeddedPostgres server() {
        return server;
    }

    private void end() {
        stop();
        try (Stream<Path> files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Empties the tables, and their files too. Rows that other tests have deleted leave room, which new rows fill in any
     * order, and the planner goes another way to rows that lie so.
     */
    void resetForPlans() throws SQLException {
        reset();
        execute("TRUNCATE action_logs, action_logs_stats");
    }

    @Override
    void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    void startAgain() {
        try {
            server = start(server.getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    int port() {
        return server.getPort();
    }

    @Override
    Connection connectThrough(int port) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres?connectTimeout=1&loginTimeout=1",
                "postgres",
                "postgres");
    }

    @Override
    void terminateOthers() throws SQLException {
        query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()");
    }

    @Override
    public Dialect dialect() {
        return new PostgreSqlDialect();
    }

    @Override
    Connection connect() throws SQLException {
        return sessions.connect();
    }

    /** As another user than the one of all tests. */
    public Connection connectAs(String user, String password) throws SQLException {
        return sessionsOfOthers
                .computeIfAbsent(
                        user,
                        name -> new UsedSessions(() -> DriverManager.getConnection(
                                "jdbc:postgresql://127.0.0.1:" + port() + "/postgres", name, password)))
                .connect();
    }

    /** For a user who will be dropped: one of the same name is another. */
    public void endSessionsOf(String user) throws SQLException {
        UsedSessions used = sessionsOfOthers.remove(user);
        if (used != null) {
            used.end();
        }
    }

    @Override
    Connection connectWith(String options) throws SQLException {
        return sessionsOfOthers
                .computeIfAbsent(
                        options,
                        key -> new UsedSessions(() ->
                                DriverManager.getConnection(server.getJdbcUrl("postgres", "postgres") + "&" + key)))
                .connect();
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
