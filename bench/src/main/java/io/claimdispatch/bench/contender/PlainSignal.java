package io.claimdispatch.bench.contender;

import io.claimdispatch.bench.Executions;
import io.claimdispatch.bench.Place;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** From the call of commit until the task begins: the publisher wakes a thread after its commit, which claims by plain JDBC. */
public class PlainSignal extends PlainJdbc {

    private static final String INSERT =
            "INSERT INTO plain_jobs (id, payload, due_at) VALUES (?, ?, statement_timestamp())";

    private final Semaphore committed = new Semaphore(0);
    private final Semaphore completed = new Semaphore(0);
    private final ExecutorService claiming = Executors.newSingleThreadExecutor();
    private long[] latencies = {};

    /** Makes the table. */
    public PlainSignal(Place place) throws SQLException {
        super(place);
    }

    @Override
    public void prepare(int rows) throws SQLException {
        table().empty();
        table().settle();
    }

    @Override
    public void run() throws Exception {
        latencies = new long[Executions.current().rows()];
        Future<?> claims = claiming.submit(() -> {
            for (int row = 0; row < latencies.length; row++) {
                committed.acquire();
                drain();
                completed.release();
            }
            return null;
        });
        for (int number = 0; number < latencies.length; number++) {
            long committing = insert(number);
            committed.release();
            latencies[number] = Executions.current().awaitStart(number) - committing;
            completed.acquire();
        }
        claims.get();
    }

    /** Wakes who claims, once for each permit. */
    final Semaphore committed() {
        return committed;
    }

    /** The thread that claims. */
    final ExecutorService claiming() {
        return claiming;
    }

    /** Stores a row in a transaction, and returns when its commit was called. */
    final long insert(int number) throws SQLException {
        try (Connection connection = dataSource().getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            connection.setAutoCommit(false);
            insert.setLong(1, number);
            insert.setString(2, PlainInserts.payload(number));
            insert.executeUpdate();
            long committing = System.nanoTime();
            connection.commit();
            connection.setAutoCommit(true);
            return committing;
        }
    }

    @Override
    public long[] latencies() {
        return latencies;
    }

    @Override
    public void close() {
        claiming.shutdownNow();
        super.close();
    }
}
