package io.claimdispatch.pipeline;

import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.PostgreSqlDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** The issue's own instance: a failover to a standby looks like this. */
class RefusedWritesOnPostgreSqlTest extends RefusedWritesContract {
    RefusedWritesOnPostgreSqlTest() {
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
        return PostgreSqlDatabase.INSTANCE.connectAs("limited", "limited");
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
