package io.claimdispatch.internal.store;

import io.claimdispatch.internal.store.dialect.derby.DerbyDialect;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** In the memory of this JVM; gone with it. */
public final class DerbyDatabase extends TestDatabase {

    public static final DerbyDatabase INSTANCE = new DerbyDatabase();

    static final String WAITING = "SELECT COUNT(DISTINCT xid) FROM SYSCS_DIAG.LOCK_TABLE WHERE state = 'WAIT'";

    private DerbyDatabase() {
        settings();
    }

    /** Must stand before Derby starts. */
    static void settings() {
        // the build has a file for each of its JVMs
        System.setProperty(
                "derby.stream.error.file", System.getProperty("derby.stream.error.file", "target/derby.log"));
        // Seconds; it looks for deadlocks no sooner.
        System.setProperty("derby.locks.deadlockTimeout", "1");
        // It makes a class of each statement; those of the product and of all tests are more than the hundred that it
        // keeps for a database. DerbyPlanTest has databases of its own, so no plan is kept for it.
        System.setProperty("derby.language.statementCache.size", "1000");
    }

    @Override
    public Dialect dialect() {
        return new DerbyDialect();
    }

    @Override
    Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:derby:memory:contract;create=true");
    }

    /** Derby knows no zone of a session: it has the JVM's. */
    @Override
    Connection connect(String sessionZone) throws SQLException {
        return connect();
    }

    @Override
    String row(String column) {
        return byPrimaryKey(column);
    }

    /** Left to itself, Derby scans an index that has the column, and misses a row that an update moves within it. */
    static String byPrimaryKey(String column) {
        return "SELECT " + column + " FROM action_logs --DERBY-PROPERTIES constraint=ACTION_LOGS_PK\n WHERE id = ?";
    }

    @Override
    int waitingSessions() throws SQLException {
        return number(WAITING);
    }

    @Override
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
                "DROP SEQUENCE other_logs_seq RESTRICT",
                "DROP FUNCTION other_logs_millis");
    }

    /** Derby says of what is not there that it cannot be dropped. */
    @Override
    boolean isNotThere(SQLException failure) {
        return failure.getSQLState().equals("42Y55") || failure.getSQLState().equals("42X94");
    }
}
