package io.claimdispatch.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/** What every contender does with its table in the same way. */
public final class Table {

    /** Short against a round; each look reads the whole table. */
    private static final long BETWEEN_LOOKS_MILLIS = 5;

    private final Database database;
    private final DataSource dataSource;
    private final String name;

    Table(Database database, DataSource dataSource, String name) {
        this.database = database;
        this.dataSource = dataSource;
        this.name = name;
    }

    /** Runs statements, each in a transaction of its own. */
    public void execute(String... statements) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** How many rows meet a condition. */
    public long count(String condition) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM " + name + " WHERE " + condition)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Waits until no row meets it. */
    public void awaitNone(String condition) throws SQLException {
        while (count(condition) > 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(BETWEEN_LOOKS_MILLIS));
        }
    }

    /** Fails unless so many rows meet it. */
    public void require(long expected, String condition) throws SQLException {
        long found = count(condition);
        if (found != expected) {
            throw new IllegalStateException(
                    found + " rows of " + name + " instead of " + expected + " with " + condition);
        }
    }

    /** Empties it. */
    public void empty() throws SQLException {
        execute(database.empty(name));
    }

    /** So that no round pays for the rows of another. */
    public void settle() throws SQLException {
        execute(database.settle(name));
    }
}
