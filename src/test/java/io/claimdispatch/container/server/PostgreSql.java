package io.claimdispatch.container.server;

import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The PostgreSQL that the environment of this JVM's server names; it ends with this JVM. */
public final class PostgreSql {

    private static final String WITHOUT_PASSWORD = "host all all 127.0.0.1/32 trust\n";

    private static final String BY_PASSWORD = "host postgres all 127.0.0.1/32 scram-sha-256\n" + WITHOUT_PASSWORD;

    private static final String WRONG_PASSWORD = "28P01";

    private static @Nullable EmbeddedPostgres running;
    private static @Nullable Path data;

    private PostgreSql() {}

    /** Whether it takes connections to its database; if not, those that there are end. */
    public static synchronized void letIn(boolean anybody) throws IOException {
        start();
        execute("ALTER DATABASE postgres ALLOW_CONNECTIONS " + anybody);
        if (!anybody) {
            endSessions();
        }
    }

    /** Whether the password that the server has been given is the right one; if not, those that are connected are so no longer. */
    public static synchronized void knowPassword(boolean right) throws IOException {
        start();
        execute("ALTER ROLE postgres PASSWORD 'not that of the environment'");
        Files.writeString(data.resolve("pg_hba.conf"), right ? WITHOUT_PASSWORD : BY_PASSWORD);
        execute("SELECT pg_reload_conf()");
        await().atMost(Duration.ofSeconds(30)).until(() -> isTurnedAway() != right);
        if (!right) {
            endSessions();
        }
    }

    private static boolean isTurnedAway() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(), "postgres", System.getenv("PG_PASSWORD"))) {
            return !connection.isValid(1);
        } catch (SQLException e) {
            if (WRONG_PASSWORD.equals(e.getSQLState())) {
                return true;
            }
            throw e;
        }
    }

    private static void endSessions() throws IOException {
        execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'postgres'");
    }

    /** Runs statements in its database, as a person does by hand. */
    public static synchronized void run(String sql) throws IOException {
        start();
        executeIn("postgres", sql);
    }

    /** In another database, since an owner locks out itself as well. */
    private static void execute(String sql) throws IOException {
        executeIn("template1", sql);
    }

    private static void executeIn(String database, String sql) throws IOException {
        try (Connection connection = running.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    /** What the environment of this build says, and the next port for each further JVM of tests. */
    static String url() {
        String url = System.getenv("PG_URL");
        if (url == null) {
            throw new IllegalStateException("PG_URL has to be the address of the PostgreSQL of the tests");
        }
        int first = URI.create(url.substring("jdbc:".length())).getPort();
        return url.replace(":" + first + "/", ":" + (first + Tool.number() - 1) + "/");
    }

    private static int port() {
        return URI.create(url().substring("jdbc:".length())).getPort();
    }

    /** Starts it if it does not run. */
    public static synchronized void start() throws IOException {
        if (running == null) {
            if (data == null) {
                data = Files.createTempDirectory("claim-dispatch-postgresql");
                Runtime.getRuntime().addShutdownHook(new Thread(PostgreSql::end));
            }
            running = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPort(port())
                    .start();
        }
    }

    /** Stops it. Its data stays for {@link #start}. */
    public static synchronized void stop() throws IOException {
        if (running != null) {
            running.close();
            running = null;
        }
    }

    private static void end() {
        try {
            stop();
            try (Stream<Path> files = Files.walk(data)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
