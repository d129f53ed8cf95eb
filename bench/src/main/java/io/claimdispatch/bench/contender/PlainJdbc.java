package io.claimdispatch.bench.contender;

import io.claimdispatch.bench.Contender;
import io.claimdispatch.bench.Executions;
import io.claimdispatch.bench.Table;
import io.claimdispatch.bench.Work;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * What PostgreSQL can do, if speed is all that is wanted: a table of six columns with one index, a claim of a thousand rows in
 * one statement, their tasks on the claiming thread, and their completion in another statement, fenced by the claim's token.
 * It has no retries, no heartbeats, no types and no priorities.
 */
public final class PlainJdbc implements Contender {

    private static final int THREADS = 2;
    private static final int ROWS_PER_CLAIM = 1_000;

    private static final String CREATE = """
            CREATE TABLE plain_jobs (
                id           bigint PRIMARY KEY,
                payload      text NOT NULL,
                due_at       timestamptz NOT NULL,
                claim_token  bigint,
                lease_until  timestamptz,
                processed_at timestamptz
            ) WITH (fillfactor = 50)""";

    private static final String INDEX =
            "CREATE INDEX plain_jobs_due ON plain_jobs (due_at, id) WHERE claim_token IS NULL";

    private static final String INSERT = """
            INSERT INTO plain_jobs (id, payload, due_at)
            SELECT number, '{"number":' || number || ',"text":"' || ? || '"}', statement_timestamp()
              FROM generate_series(0, ?) AS n (number)""";

    private static final String CLAIM = """
            UPDATE plain_jobs
               SET claim_token = ?, lease_until = statement_timestamp() + interval '1 minute'
             WHERE id = ANY (ARRAY(
                   SELECT id
                     FROM plain_jobs
                    WHERE claim_token IS NULL AND due_at <= statement_timestamp()
                    ORDER BY due_at, id
                    LIMIT ?
                      FOR UPDATE SKIP LOCKED))
            RETURNING id, payload""";

    private static final String COMPLETE = """
            UPDATE plain_jobs
               SET processed_at = statement_timestamp(), lease_until = NULL
             WHERE id = ANY (?) AND claim_token = ?""";

    private final DataSource dataSource;
    private final Table table;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final AtomicLong tokens = new AtomicLong();

    /**
     * Makes the table.
     *
     * @param database only PostgreSQL
     * @param dataSource the pool
     */
    public PlainJdbc(String database, DataSource dataSource) throws SQLException {
        this.dataSource = dataSource;
        table = new Table(dataSource, "plain_jobs");
        table.execute(CREATE, INDEX);
    }

    @Override
    public void prepare(int rows) throws SQLException {
        table.execute("TRUNCATE TABLE plain_jobs");
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, Work.TEXT);
            insert.setInt(2, rows - 1);
            insert.executeUpdate();
        }
        table.settle();
    }

    @Override
    public void run() throws Exception {
        Callable<Void> drain = () -> {
            drain();
            return null;
        };
        List<Callable<Void>> each = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            each.add(drain);
        }
        for (Future<Void> thread : threads.invokeAll(each)) {
            thread.get();
        }
        table.awaitNone("processed_at IS NULL");
    }

    private void drain() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement claim = connection.prepareStatement(CLAIM);
                PreparedStatement complete = connection.prepareStatement(COMPLETE)) {
            List<Long> ids;
            do {
                long token = tokens.incrementAndGet();
                ids = runClaimed(claim, token);
                complete(connection, complete, ids, token);
            } while (!ids.isEmpty());
        }
    }

    private static List<Long> runClaimed(PreparedStatement claim, long token) throws SQLException {
        claim.setLong(1, token);
        claim.setInt(2, ROWS_PER_CLAIM);
        List<Long> ids = new ArrayList<>(ROWS_PER_CLAIM);
        try (ResultSet rows = claim.executeQuery()) {
            while (rows.next()) {
                long id = rows.getLong(1);
                if (rows.getString(2).isEmpty()) {
                    throw new IllegalStateException("row " + id + " has no payload");
                }
                Executions.current().ran((int) id);
                ids.add(id);
            }
        }
        return ids;
    }

    private static void complete(Connection connection, PreparedStatement complete, List<Long> ids, long token)
            throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        Array array = connection.createArrayOf("bigint", ids.toArray());
        complete.setArray(1, array);
        complete.setLong(2, token);
        int completed = complete.executeUpdate();
        if (completed != ids.size()) {
            throw new IllegalStateException("completed " + completed + " rows instead of " + ids.size());
        }
    }

    @Override
    public void verify() throws SQLException {
        table.require(Executions.current().rows(), "processed_at IS NOT NULL");
        table.require(0, "processed_at IS NULL");
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
