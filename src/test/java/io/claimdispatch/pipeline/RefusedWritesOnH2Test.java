package io.claimdispatch.pipeline;

import io.claimdispatch.internal.store.Databases;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;

/** It knows no read-only sessions, and in memory no read-only database either: its answer is played. */
class RefusedWritesOnH2Test extends RefusedWritesContract {

    private volatile boolean readOnly;

    RefusedWritesOnH2Test() {
        super(Databases.H2);
    }

    @BeforeEach
    void aUserOfTheApplication() throws SQLException {
        makeWritable();
    }

    @Override
    Connection connect() throws SQLException {
        Connection connection =
                DriverManager.getConnection("jdbc:h2:mem:contract;LOCK_TIMEOUT=20000", "limited", "limited");
        return readOnly
                ? refusing(connection, Set.of("INSERT", "UPDATE", "DELETE"), "The database is read only", "90097")
                : connection;
    }

    @Override
    void makeReadOnly() {
        readOnly = true;
    }

    @Override
    void makeWritable() throws SQLException {
        readOnly = false;
        database.execute("CREATE USER IF NOT EXISTS limited PASSWORD 'limited'");
        for (String table : TABLES) {
            database.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON " + table + " TO limited");
        }
    }

    @Override
    void refuseUpdates() throws SQLException {
        database.execute("REVOKE UPDATE ON action_logs FROM limited");
    }

    @Override
    void allowUpdates() throws SQLException {
        makeWritable();
    }

    @Override
    String literal(String utc) {
        return "TIMESTAMP WITH TIME ZONE '" + utc + "+00'";
    }
}
