package io.claimdispatch.cluster;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Publishes by plain inserts, as another application might, a few rows each tenth of a second. It keeps the keys of what was
 * committed, and publishes under the same keys again where it was not told so.
 */
final class OutsidePublisher implements AutoCloseable {

    private static final int MOST = 30;

    private static final String INSERT = """
            INSERT INTO action_logs (type, payload, payload_size, idempotency_key, end_at)
            VALUES (?, ?, ?, ?, statement_timestamp() + ? * interval '1 millisecond')
                ON CONFLICT (type, idempotency_key) DO NOTHING
            """;

    private record Row(Kind kind, String key, String payload, int delayMillis) {}

    private final ClusterDatabase database;
    private final Random random;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final Map<String, Published> committed = new HashMap<>();
    private List<Row> rows = List.of();
    private long number;

    OutsidePublisher(ClusterDatabase database, long seed) {
        this.database = database;
        this.random = new Random(seed);
    }

    void start() {
        thread.scheduleWithFixedDelay(this::publish, 0, 100, TimeUnit.MILLISECONDS);
    }

    private void publish() {
        if (rows.isEmpty()) {
            rows = draw();
        }
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            insert(connection);
            connection.commit();
            rows.forEach(row -> committed.put(row.key, new Published(row.kind, Duration.ofMillis(row.delayMillis))));
            rows = List.of();
        } catch (SQLException e) {
            // the database is away, and perhaps it has committed: the same keys again
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

    /** Publishes no more, and waits until the last rows are committed. All that were, by their keys. */
    Map<String, Published> stop() throws InterruptedException {
        thread.shutdown();
        thread.awaitTermination(1, TimeUnit.MINUTES);
        for (int i = 0; i < 10 && !rows.isEmpty(); i++) {
            publish();
        }
        return Map.copyOf(committed);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
