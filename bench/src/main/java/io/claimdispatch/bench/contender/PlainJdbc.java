package io.claimdispatch.bench.contender;

import io.claimdispatch.bench.Contender;
import io.claimdispatch.bench.Executions;
import io.claimdispatch.bench.InParallel;
import io.claimdispatch.bench.Place;
import io.claimdispatch.bench.Table;
import io.claimdispatch.bench.Work;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * What PostgreSQL can do, if speed is all that is wanted: a table of six columns with one index, a claim of a thousand rows in
 * one statement, their tasks on the claiming thread, and their completion in another statement, fenced by the claim's token.
 * It has no retries, no heartbeats, no types and no priorities.
 */
public class PlainJdbc implements Contender {

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
    private final InParallel threads;
    private final int rowsPerClaim;
    private final AtomicLong tokens = new AtomicLong();

    /** Makes the table, on PostgreSQL. */
    public PlainJdbc(Place place) throws SQLException {
        this(place, THREADS, ROWS_PER_CLAIM);
    }

    /** With so many threads, of which each claims so many rows at once. */
    PlainJdbc(Place place, int threads, int rowsPerClaim) throws SQLException {
        this.threads = new InParallel(threads);
        this.rowsPerClaim = rowsPerClaim;
        dataSource = place.dataSource();
        table = place.table("plain_jobs");
        table.execute(CREATE, INDEX);
    }

    @Override
    public void prepare(int rows) throws SQLException {
        table.empty();
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
        threads.run(thread -> drain());
        table.awaitNone("processed_at IS NULL");
    }

    final DataSource dataSource() {
        return dataSource;
    }

    final Table table() {
        return table;
    }

    /** The statement that {@link #complete} is given. */
    String completion() {
        return COMPLETE;
    }

    /** Claims, runs and completes until nothing is due. */
    final void drain() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement claim = connection.prepareStatement(CLAIM);
                PreparedStatement complete = connection.prepareStatement(completion())) {
            List<Long> ids;
            do {
                long token = tokens.incrementAndGet();
                ids = runClaimed(claim, token);
                if (!ids.isEmpty()) {
                    complete(connection, complete, ids, token);
                }
            } while (!ids.isEmpty());
        }
    }

    private List<Long> runClaimed(PreparedStatement claim, long token) throws SQLException {
        claim.setLong(1, token);
        claim.setInt(2, rowsPerClaim);
        List<Long> ids = new ArrayList<>(rowsPerClaim);
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

    /** Completes what one claim has run, fenced by its token. */
    void complete(Connection connection, PreparedStatement complete, List<Long> ids, long token) throws SQLException {
        Array array = connection.createArrayOf("bigint", ids.toArray());
        complete.setArray(1, array);
        complete.setLong(2, token);
        require(ids.size(), complete.executeUpdate());
    }

    static void require(int rows, int completed) {
        if (completed != rows) {
            throw new IllegalStateException("completed " + completed + " rows instead of " + rows);
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
