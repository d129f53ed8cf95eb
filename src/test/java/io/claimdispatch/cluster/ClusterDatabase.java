package io.claimdispatch.cluster;

import static org.awaitility.Awaitility.await;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.ddl.Ddl;
import io.claimdispatch.internal.ddl.DdlDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL server with our table, which can be restarted and can crash. It ends with this JVM at the latest. */
final class ClusterDatabase implements AutoCloseable {

    private final Path data;
    private EmbeddedPostgres server;
    private @Nullable Connection kept;

    private ClusterDatabase(Path data) throws IOException {
        this.data = data;
        this.server = start(0);
    }

    /**
     * Starts a new one.
     *
     * @param data a directory that is made
     */
    static ClusterDatabase start(Path data) throws IOException, SQLException {
        ClusterDatabase database = new ClusterDatabase(data);
        database.execute(new Ddl(DdlDatabase.POSTGRESQL, TableName.ACTION_LOGS).whole());
        return database;
    }

    private EmbeddedPostgres start(int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                // what an application was told to be committed must be there after a crash
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_buffers", "64MB");
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    int port() {
        return server.getPort();
    }

    /** A connection of the test's own, which goes to the server directly. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(server.getJdbcUrl("postgres", "postgres"));
    }

    /** An orderly restart, which ends all connections. */
    void restart() throws IOException {
        stop();
        startAgain();
    }

    /** An orderly stop. */
    void stop() throws IOException {
        server.close();
    }

    /** After a stop, on the same port and files. */
    void startAgain() throws IOException {
        server = start(port());
    }

    /** Kills the server, and starts it again on the same files. */
    void crash() throws IOException {
        int port = port();
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).trim());
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        postmaster.destroyForcibly();
        postmaster.onExit().join();
        server.close();
        // its children find out by and by, and until they have gone the memory that they share cannot be made anew
        server = await().atMost(Duration.ofMinutes(1)).ignoreExceptions().until(() -> start(port), Objects::nonNull);
    }

    /** The connection of all small questions, of which tests that wait ask many: for each a process would have to begin. */
    private Connection kept() throws SQLException {
        Connection connection = kept;
        // one that a restart has ended is not
        if (connection == null || !connection.isValid(1)) {
            connection = connect();
            kept = connection;
        }
        return connection;
    }

    synchronized void execute(String sql) throws SQLException {
        try (Statement statement = kept().createStatement()) {
            statement.execute(sql);
        }
    }

    /** Looks at each row of a query's result. */
    interface Look {
        void at(ResultSet row) throws SQLException;
    }

    synchronized void forEach(String sql, Look look) throws SQLException {
        try (Statement statement = kept().createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                look.at(result);
            }
        }
    }

    /** An SQL expression for a column's time in microseconds since 1970. */
    static String micros(String column) {
        return "(extract(epoch FROM " + column + ") * 1000000)::bigint";
    }

    /** The one number that a query returns. */
    long number(String sql) throws SQLException {
        return numbers(sql).iterator().next();
    }

    /** The numbers in the one column that a query returns. */
    Set<Long> numbers(String sql) throws SQLException {
        Set<Long> numbers = new HashSet<>();
        forEach(sql, row -> numbers.add(row.getLong(1)));
        return numbers;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
