package io.claimdispatch.internal.store;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.config.SchemaMode;
import io.claimdispatch.internal.ddl.Ddl;
import io.claimdispatch.internal.ddl.DdlStatements;
import io.claimdispatch.internal.store.schema.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The store tests' databases, for tests in other packages. */
public enum Databases {
    H2,
    POSTGRESQL,
    MARIADB,
    DERBY;

    public TestDatabase database() {
        return switch (this) {
            case H2 -> H2Database.INSTANCE;
            case POSTGRESQL -> PostgreSqlDatabase.INSTANCE;
            case MARIADB -> MariaDbDatabase.INSTANCE;
            case DERBY -> DerbyDatabase.INSTANCE;
        };
    }

    public Connection connect() throws SQLException {
        return database().connect();
    }

    /** With these options in the URL, for those that are servers. */
    public Connection connectWith(String options) throws SQLException {
        return database().connectWith(options);
    }

    /** Through a proxy on this port, for those that are servers. */
    public Connection connect(int port) throws SQLException {
        return database().connectThrough(port);
    }

    /** The port of one that is a server. */
    public int port() {
        return database().port();
    }

    /** Stops one that is a server, as an administrator does. */
    public void stop() {
        database().stop();
    }

    /** Starts it again, on the same port, with the same data. */
    public void startAgain() {
        database().startAgain();
    }

    /** Ends all other sessions from within. */
    public void terminateOthers() throws SQLException {
        database().terminateOthers();
    }

    /** How many sessions wait for a lock. */
    public int waitingSessions() throws SQLException {
        return database().waitingSessions();
    }

    /** An empty {@code action_logs}. */
    public void reset() throws SQLException {
        database().reset();
    }

    /** Makes another table, empty. */
    public void reset(String table) throws SQLException {
        try (Connection connection = connect()) {
            Schema.prepare(connection, database().dialect(), new TableName(table), SchemaMode.CREATE);
        }
        execute("DELETE FROM " + table);
        execute("DELETE FROM " + table + "_paused");
        execute("DELETE FROM " + table + "_events");
        execute("DELETE FROM " + table + "_claims");
        execute("DELETE FROM " + table + "_nodes");
        execute("DELETE FROM " + table + "_stats");
        execute("DELETE FROM " + table + "_bulk");
    }

    /** Takes that one away, with all that belongs to it. */
    public void drop(String table) throws SQLException {
        for (String sql : database().dropOther()) {
            execute(sql.replace("other_logs", table));
        }
    }

    /** What makes {@code action_logs}. */
    public List<String> ddl() {
        return DdlStatements.in(new Ddl(database().dialect().ddl(), TableName.ACTION_LOGS).whole());
    }

    /** {@code action_logs} as if it came from before there were constraints. */
    public void dropConstraints() throws SQLException {
        database().dropConstraints();
    }

    /** After that; deletes all rows. */
    public void addConstraints() throws SQLException {
        database().addConstraints();
    }

    public void execute(String sql) throws SQLException {
        database().execute(sql);
    }

    public List<@Nullable Object> query(String sql) throws SQLException {
        return database().query(sql);
    }

    public @Nullable String text(String column, long id) throws SQLException {
        return database().text(column, id);
    }

    public @Nullable Instant time(String column, long id) throws SQLException {
        return database().time(column, id);
    }

    public long count(String condition) throws SQLException {
        return database().count(condition);
    }

    public Instant now() throws SQLException {
        return database().now();
    }
}
