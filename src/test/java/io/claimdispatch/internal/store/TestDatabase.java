package io.claimdispatch.internal.store;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.config.SchemaMode;
import io.claimdispatch.internal.store.failure.SqlStates;
import io.claimdispatch.internal.store.schema.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A real database, started once a JVM, and shorthand for what tests do with it. */
public abstract class TestDatabase {

    public static final TableName TABLE = TableName.ACTION_LOGS;

    /** As the DDL has them. */
    private static final List<String> CONSTRAINTS = List.of(
            "action_logs_size CHECK (payload_size >= 0)",
            "action_logs_priority CHECK (priority BETWEEN 1 AND 3)",
            "action_logs_fails CHECK (fail_count BETWEEN 0 AND 1000000000)");

    private static final String LEASE =
            "CASE WHEN state = 'CLAIMED' THEN COALESCE(lease_until, (SELECT MIN(c.lease_until)"
                    + " FROM action_logs_claims c WHERE c.token = claim_token AND c.row_id IN (0, id))) END";

    /** What SQL calls a transaction that was ended so that others can go on; a lock that takes too long is another. */
    private static final String DEADLOCK = "40001";

    private static final int ATTEMPTS = 5;

    private interface Running<T extends @Nullable Object> {
        T with(Connection connection) throws SQLException;
    }

    private interface Reading<T extends @Nullable Object> {
        T from(ResultSet rows) throws SQLException;
    }

    public abstract Dialect dialect();

    /** A new connection. */
    abstract Connection connect() throws SQLException;

    /** A new connection whose session has another time zone, as far as the database knows such a thing. */
    abstract Connection connect(String sessionZone) throws SQLException;

    /** How many sessions wait for a lock, as the database itself sees it. */
    abstract int waitingSessions() throws SQLException;

    /** A new connection with options in its URL. */
    Connection connectWith(String options) throws SQLException {
        throw new UnsupportedOperationException("no server");
    }

    /** A new connection by way of another port. */
    Connection connectThrough(int port) throws SQLException {
        throw new UnsupportedOperationException("no server");
    }

    int port() {
        throw new UnsupportedOperationException("no server");
    }

    void stop() {
        throw new UnsupportedOperationException("no server");
    }

    void startAgain() {
        throw new UnsupportedOperationException("no server");
    }

    void terminateOthers() throws SQLException {
        throw new UnsupportedOperationException("no server");
    }

    /** Takes away what {@link Schema} makes for {@code other_logs}; some of it may not be there. */
    List<String> dropOther() {
        return List.of(
                "DROP TABLE other_logs",
                "DROP TABLE other_logs_paused",
                "DROP TABLE other_logs_events",
                "DROP TABLE other_logs_claims",
                "DROP TABLE other_logs_nodes",
                "DROP TABLE other_logs_stats",
                "DROP TABLE other_logs_bulk",
                "DROP TABLE other_logs_schema",
                "DROP SEQUENCE other_logs_seq");
    }

    /** Whether a DROP failed for want of its object. */
    boolean isNotThere(SQLException failure) {
        return SqlStates.isMissing(failure);
    }

    int number(String sql) throws SQLException {
        return ((Number) query(sql).get(0)).intValue();
    }

    ActionStore store() {
        return dialect().store();
    }

    /** Runs in a transaction of its own. */
    public <T> T commit(Transactions.Work<T> work) throws SQLException {
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            try {
                T result = work.with(connection);
                connection.commit();
                return result;
            } finally {
                connection.rollback();
            }
        }
    }

    /** A connection with an open transaction; closing it without a commit takes back what it did. */
    public Connection begin() throws SQLException {
        Connection connection = connect();
        connection.setAutoCommit(false);
        return connection;
    }

    void execute(String sql) throws SQLException {
        run(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        });
    }

    /** The first column of all rows, as the driver has it. */
    public List<@Nullable Object> query(String sql) throws SQLException {
        return read(sql, rows -> {
            List<@Nullable Object> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getObject(1));
            }
            return values;
        });
    }

    private <T extends @Nullable Object> T read(String sql, Reading<T> reading) throws SQLException {
        return run(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                return reading.from(rows);
            }
        });
    }

    /** The id is no part of the text: Derby makes a class of each statement. */
    private <T extends @Nullable Object> T readRow(String column, long id, Reading<T> reading) throws SQLException {
        return run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(row(column))) {
                statement.setLong(1, id);
                try (ResultSet rows = statement.executeQuery()) {
                    return reading.from(rows);
                }
            }
        });
    }

    /**
     * Runs one statement in a transaction of its own, again if the database ended it for a deadlock: Derby locks each row
     * that it reads, and may choose a test that only looks on as the victim of two claims that meet.
     */
    private <T extends @Nullable Object> T run(Running<T> running) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = connect()) {
                return running.with(connection);
            } catch (SQLException failure) {
                if (attempt == ATTEMPTS || !DEADLOCK.equals(failure.getSQLState())) {
                    throw failure;
                }
            }
        }
    }

    /** Selects from one row by its primary key, so that a row that is being changed is met all the same. */
    String row(String column) {
        return "SELECT " + column + " FROM action_logs WHERE id = ?";
    }

    /** One time column of one row; the lease of a claimed row is that of its claim. */
    @Nullable
    Instant time(String column, long id) throws SQLException {
        return readRow(column.equals("lease_until") ? LEASE : column, id, rows -> {
            rows.next();
            return dialect().read(rows, 1);
        });
    }

    /** Any other column of one row, as text. */
    @Nullable
    String text(String column, long id) throws SQLException {
        return readRow(column, id, rows -> {
            rows.next();
            return rows.getString(1);
        });
    }

    long count(String condition) throws SQLException {
        return ((Number) query("SELECT COUNT(*) FROM action_logs WHERE " + condition)
                        .get(0))
                .longValue();
    }

    Instant now() throws SQLException {
        return commit(dialect()::now);
    }

    /** An empty table. */
    public void reset() throws SQLException {
        try (Connection connection = connect()) {
            Schema.prepare(connection, dialect(), TABLE, SchemaMode.CREATE);
        }
        execute("DELETE FROM action_logs");
        execute("DELETE FROM action_logs_paused");
        execute("DELETE FROM action_logs_events");
        execute("DELETE FROM action_logs_claims");
        execute("DELETE FROM action_logs_nodes");
        execute("DELETE FROM action_logs_stats");
        execute("DELETE FROM action_logs_bulk");
    }

    /** As if the table came from before there were any. */
    void dropConstraints() throws SQLException {
        dropConstraints(TABLE);
    }

    void dropConstraints(TableName table) throws SQLException {
        for (String constraint : CONSTRAINTS) {
            String drop = "ALTER TABLE ${table} DROP CONSTRAINT "
                    + constraint.substring(0, constraint.indexOf(' ')).replace("action_logs", "${name}");
            execute(table.in(drop));
        }
    }

    /** After that, for a table that is empty then. */
    void addConstraints() throws SQLException {
        execute("DELETE FROM action_logs");
        for (String constraint : CONSTRAINTS) {
            execute("ALTER TABLE action_logs ADD CONSTRAINT " + constraint);
        }
    }
}
