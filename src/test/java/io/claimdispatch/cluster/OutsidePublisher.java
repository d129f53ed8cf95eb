package io.claimdispatch.cluster;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Publishes by plain inserts, as another application might, a few rows each tenth of a second, unless many are waiting. It
 * keeps the keys of what was committed, and publishes under the same keys again where it was not told so.
 */
final class OutsidePublisher implements AutoCloseable {

    private static final int MOST = 30;

    /** Else the time that the end takes would depend on how fast the machine is, and on the faults before it. */
    private static final int MOST_WAITING = 3_000;

    private static final String WAITING = "SELECT count(*) FROM"
            + " (SELECT FROM action_logs WHERE state = 'WAITING' LIMIT " + MOST_WAITING + ") waiting";

    private static final String INSERT = """
            INSERT INTO action_logs (type, payload, payload_size, idempotency_key, end_at)
            VALUES (?, ?, ?, ?, statement_timestamp() + ? * interval '1 millisecond')
                ON CONFLICT (type, idempotency_key) WHERE idempotency_key IS NOT NULL DO NOTHING
            """;

    private record Row(Kind kind, String key, String payload, int delayMillis) {}

    /** Makes connections to the database. */
    interface Connections {
        Connection connect() throws SQLException;
    }

    private final Connections database;
    private final Random random;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final Map<String, Published> committed = new HashMap<>();
    private List<Row> rows = List.of();
    private long number;
    private Future<?> running = new CompletableFuture<>();

    OutsidePublisher(Connections database, long seed) {
        this.database = database;
        this.random = new Random(seed);
    }

    void start() {
        running = thread.scheduleWithFixedDelay(() -> publish(true), 0, 100, TimeUnit.MILLISECONDS);
    }

    private void publish(boolean isPatient) {
        if (rows.isEmpty()) {
            rows = draw();
        }
        try (Connection connection = database.connect()) {
            if (isPatient && isEnough(connection)) {
                return;
            }
            connection.setAutoCommit(false);
            insert(connection);
            connection.commit();
            rows.forEach(row -> committed.put(row.key, new Published(row.kind, Duration.ofMillis(row.delayMillis))));
            rows = List.of();
        } catch (SQLException e) {
            if (!isOfTheConnection(e)) {
                // verifyAlive() throws it: a statement that the database refuses publishes nothing, and nothing would
                // be shown
                throw new IllegalStateException("the database refused what the publisher inserts", e);
            }
            // the database is away, and perhaps it has committed: the same keys again
        }
    }

    /** Classes 08 (connection) and 57 (the server shuts down or starts) of PostgreSQL's SQLSTATEs, also as the cause of a batch's error. */
    private static boolean isOfTheConnection(SQLException error) {
        for (SQLException e = error; e != null; e = e.getNextException()) {
            String state = e.getSQLState();
            if (state != null && (state.startsWith("08") || state.startsWith("57"))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isEnough(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet waiting = statement.executeQuery(WAITING)) {
            waiting.next();
            return waiting.getInt(1) == MOST_WAITING;
        }
    }

    private void insert(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (Row row : rows) {
                statement.setString(1, row.kind.type());
                statement.setString(2, row.payload);
                statement.setInt(3, row.payload.length());
                statement.setString(4, row.key);
                statement.setInt(5, row.delayMillis);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private List<Row> draw() {
        List<Row> drawn = new ArrayList<>();
        for (int i = random.nextInt(MOST); i >= 0; i--) {
            Kind kind = Kind.any(random);
            String key = kind.key(++number);
            int delay = random.nextInt(4) == 0 ? random.nextInt(5000) : 0;
            drawn.add(new Row(kind, key, kind.payload(random, key), delay));
        }
        return drawn;
    }

    /**
     * Makes sure that it still publishes.
     *
     * @throws ExecutionException if it has come to an end, with the cause
     */
    void verifyAlive() throws ExecutionException, InterruptedException {
        if (running.isDone()) {
            running.get();
        }
    }

    /**
     * Publishes no more, and waits until the last rows are committed. All that were, by their keys.
     *
     * @throws ExecutionException if it had come to an end before, with the cause
     */
    Map<String, Published> stop() throws ExecutionException, InterruptedException {
        verifyAlive();
        thread.shutdown();
        if (!thread.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("the publisher does not come to its end");
        }
        for (int i = 0; i < 10 && !rows.isEmpty(); i++) {
            publish(false);
        }
        if (!rows.isEmpty()) {
            throw new IllegalStateException("the last rows are not committed");
        }
        return Map.copyOf(committed);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
