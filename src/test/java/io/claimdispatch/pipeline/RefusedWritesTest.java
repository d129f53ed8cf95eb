package io.claimdispatch.pipeline;

import io.claimdispatch.internal.store.Databases;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

class RefusedWritesTest {

    private static final List<String> TABLES = List.of("action_logs", "action_logs_paused", "action_logs_schema");

    /** The issue's own instance: a failover to a standby looks like this. */
    @Nested
    class OnPostgreSql extends RefusedWritesContract {
        OnPostgreSql() {
            super(Databases.POSTGRESQL);
        }

        @BeforeEach
        void aUserOfTheApplication() throws SQLException {
            database.execute("""
                    DO $$ BEGIN CREATE ROLE limited LOGIN PASSWORD 'limited';
                    EXCEPTION WHEN duplicate_object THEN NULL; END $$
                    """);
            database.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON " + String.join(", ", TABLES) + " TO limited");
            database.execute("GRANT USAGE ON SEQUENCE action_logs_seq TO limited");
        }

        @Override
        Connection connect() throws SQLException {
            return DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:" + database.port() + "/postgres", "limited", "limited");
        }

        @Override
        void makeReadOnly() throws SQLException {
            readOnly("on");
        }

        @Override
        void makeWritable() throws SQLException {
            readOnly("off");
        }

        private void readOnly(String now) throws SQLException {
            database.execute("ALTER SYSTEM SET default_transaction_read_only = " + now);
            database.execute("SELECT pg_reload_conf()");
            until(() -> database.query("SHOW default_transaction_read_only").equals(List.of(now)));
        }

        @Override
        void refuseUpdates() throws SQLException {
            database.execute("REVOKE UPDATE ON action_logs FROM limited");
        }

        @Override
        void allowUpdates() throws SQLException {
            database.execute("DO $$ BEGIN GRANT UPDATE ON action_logs TO limited;"
                    + " EXCEPTION WHEN undefined_object THEN NULL; END $$");
        }

        @Override
        String literal(String utc) {
            return "TIMESTAMPTZ '" + utc + "+00'";
        }
    }

    @Nested
    class OnMariaDb extends RefusedWritesContract {
        OnMariaDb() {
            super(Databases.MARIADB);
        }

        @Override
        void makeReadOnly() throws SQLException {
            database.execute("SET GLOBAL tx_read_only = 1");
        }

        @Override
        void makeWritable() throws SQLException {
            database.execute("SET GLOBAL tx_read_only = 0");
        }
    }

    /** It knows no read-only sessions, and in memory no read-only database either: its answer is played. */
    @Nested
    class OnH2 extends RefusedWritesContract {

        private volatile boolean readOnly;

        OnH2() {
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

    /** Without users here: its connections become read-only, and a constraint refuses updates. */
    @Nested
    class OnDerby extends RefusedWritesContract {

        private volatile boolean readOnly;

        OnDerby() {
            super(Databases.DERBY);
        }

        @Override
        Connection connect() throws SQLException {
            Connection connection = database.connect();
            connection.setReadOnly(readOnly);
            return connection;
        }

        @Override
        void makeReadOnly() {
            readOnly = true;
        }

        @Override
        void makeWritable() {
            readOnly = false;
        }

        @Override
        String literal(String utc) {
            return "TIMESTAMP('" + utc + "')";
        }
    }
}
