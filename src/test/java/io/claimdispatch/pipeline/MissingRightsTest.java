package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.ActionEvent;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.EachDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;

/** A node's database user with the rights that the pages of the databases list, and with all but one of them. */
class MissingRightsTest {

    private Databases database = Databases.H2;

    /** The embedded MariaDB of the tests knows no rights, and a Derby only if it is started with them. */
    @ParameterizedTest
    @EachDatabase({Databases.H2, Databases.POSTGRESQL})
    void a_user_without_a_right_that_a_node_needs_is_refused_at_the_start(Databases tested) throws Exception {
        database = tested;
        database.reset();
        grantAll();
        List<String> rights = List.of(
                "INSERT ON action_logs_events",
                "UPDATE ON action_logs",
                "INSERT ON action_logs_claims",
                "UPDATE ON action_logs_claims",
                "DELETE ON action_logs_claims",
                "INSERT ON action_logs_nodes",
                "UPDATE ON action_logs_nodes",
                "DELETE ON action_logs_nodes",
                "INSERT ON action_logs_stats",
                "UPDATE ON action_logs_stats",
                "DELETE ON action_logs_stats",
                "INSERT ON action_logs_bulk",
                "UPDATE ON action_logs_bulk",
                "DELETE ON action_logs_bulk");
        for (String right : rights) {
            database.execute("REVOKE " + right + " FROM clerk");

            assertThatThrownBy(() -> node().start().close(), right)
                    .hasStackTraceContaining("CLAIM0230")
                    .hasStackTraceContaining("INSERT and DELETE on the one with _events");

            database.execute("GRANT " + right + " TO clerk");
        }

        try (Node node = node().start()) {
            long id = node.publisher().quick("unrouted", null).id().orElseThrow();
            node.actionLogs().cancel(id, "ann", "a slip");
            assertThat(node.actionLogs().events(id, 10))
                    .extracting(ActionEvent::kind)
                    .containsExactly(ActionEvent.CANCEL);
        }
    }

    @AfterEach
    void revoke() throws SQLException {
        for (String table : RefusedWritesContract.TABLES) {
            database.execute("REVOKE ALL ON " + table + " FROM clerk");
        }
    }

    private void grantAll() throws SQLException {
        if (database == Databases.H2) {
            database.execute("CREATE USER IF NOT EXISTS clerk PASSWORD 'clerk'");
        } else {
            database.execute("DO $$ BEGIN CREATE ROLE clerk LOGIN PASSWORD 'clerk';"
                    + " EXCEPTION WHEN duplicate_object THEN NULL; END $$");
            database.execute("GRANT USAGE ON SEQUENCE action_logs_seq TO clerk");
        }
        database.execute(
                "GRANT SELECT, INSERT, UPDATE, DELETE ON action_logs, action_logs_paused, action_logs_claims, action_logs_nodes,"
                        + " action_logs_stats, action_logs_bulk TO clerk");
        database.execute("GRANT SELECT, INSERT, DELETE ON action_logs_events TO clerk");
        database.execute("GRANT SELECT, UPDATE ON action_logs_schema TO clerk");
    }

    private Node.Builder node() {
        return Node.on(database).set("schema", "validate").connections(this::connect);
    }

    private Connection connect() throws SQLException {
        String url = database == Databases.H2
                ? "jdbc:h2:mem:contract;LOCK_TIMEOUT=20000"
                : "jdbc:postgresql://127.0.0.1:" + database.port() + "/postgres";
        return DriverManager.getConnection(url, "clerk", "clerk");
    }
}
