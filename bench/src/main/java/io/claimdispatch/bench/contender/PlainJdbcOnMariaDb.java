package io.claimdispatch.bench.contender;

import io.claimdispatch.bench.Contender;
import io.claimdispatch.bench.Executions;
import io.claimdispatch.bench.InParallel;
import io.claimdispatch.bench.Place;
import io.claimdispatch.bench.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * {@link PlainJdbc} on MariaDB, which returns no rows from an update: a claim is a query that locks and an update, in one
 * transaction, of a thousand rows; their completion is another update.
 */
public final class PlainJdbcOnMariaDb implements Contender {

    private static final int THREADS = 2;
    private static final int ROWS_PER_CLAIM = 1_000;

    private static final String CREATE = """
            CREATE TABLE plain_jobs (
                id           bigint PRIMARY KEY,
                payload      longtext NOT NULL,
                due_at       datetime(6) NOT NULL,
                claim_token  bigint,
                lease_until  datetime(6),
                processed_at datetime(6),
                KEY plain_jobs_due (claim_token, due_at, id)
            )""";

    private static final String INSERT = "INSERT INTO plain_jobs (id, payload, due_at) VALUES (?, ?, NOW(6))";

    private static final String LOCK = """
            SELECT id, payload
              FROM plain_jobs
             WHERE claim_token IS NULL AND due_at <= NOW(6)
             ORDER BY due_at, id
             LIMIT ?
               FOR UPDATE SKIP LOCKED""";

    private static final String CLAIM =
            "UPDATE plain_jobs SET claim_token = %d, lease_until = NOW(6) + INTERVAL 1 MINUTE WHERE id IN (%s)";

    private static final String COMPLETE =
            "UPDATE plain_jobs SET processed_at = NOW(6), lease_until = NULL WHERE claim_token = %d AND id IN (%s)";

    private final DataSource dataSource;
    private final Table table;
    private final InParallel threads = new InParallel(THREADS);
    private final AtomicLong tokens = new AtomicLong();

    /** Makes the table. */
    public PlainJdbcOnMariaDb(Place place) throws SQLException {
        dataSource = place.dataSource();
        table = place.table("plain_jobs");
        table.execute(CREATE);
    }

    @Override
    public void prepare(int rows) throws SQLException {
        table.empty();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            connection.setAutoCommit(false);
            for (int number = 0; number < rows; number++) {
                insert.setLong(1, number);
                insert.setString(2, PlainInserts.payload(number));
                insert.addBatch();
                if ((number + 1) % ROWS_PER_CLAIM == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
            connection.commit();
            connection.setAutoCommit(true);
        }
        table.settle();
    }

    @Override
    public void run() throws Exception {
        threads.run(thread -> drain());
        table.awaitNone("processed_at IS NULL");
    }

    private void drain() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement lock = connection.prepareStatement(LOCK);
                Statement update = connection.createStatement()) {
            // else the query locks the gaps between the rows as well, and the threads wait for each other
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            connection.setAutoCommit(false);
            List<Long> ids;
            do {
                ids = exchange(connection, lock, update);
            } while (!ids.isEmpty());
            connection.setAutoCommit(true);
        }
    }

    private List<Long> exchange(Connection connection, PreparedStatement lock, Statement update) throws SQLException {
        long token = tokens.incrementAndGet();
        List<Long> ids = new ArrayList<>(ROWS_PER_CLAIM);
        lock.setInt(1, ROWS_PER_CLAIM);
        try (ResultSet rows = lock.executeQuery()) {
            while (rows.next()) {
                if (rows.getString(2).isEmpty()) {
                    throw new IllegalStateException("row " + rows.getLong(1) + " has no payload");
                }
                ids.add(rows.getLong(1));
            }
        }
        String list = ids.stream().map(String::valueOf).collect(Collectors.joining(","));
        update(update, CLAIM, token, list, ids.size());
        connection.commit();
        ids.forEach(id -> Executions.current().ran(id.intValue()));
        update(update, COMPLETE, token, list, ids.size());
        connection.commit();
        return ids;
    }

    private static void update(Statement update, String sql, long token, String list, int rows) throws SQLException {
        if (rows > 0) {
            PlainJdbc.require(rows, update.executeUpdate(sql.formatted(token, list)));
        }
    }

    @Override
    public void verify() throws SQLException {
        table.require(Executions.current().rows(), "processed_at IS NOT NULL");
        table.require(0, "processed_at IS NULL");
    }

    @Override
    public void close() {
        threads.close();
    }
}
