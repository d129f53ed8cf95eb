package io.claimdispatch.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.Verdict;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.config.SchemaMode;
import io.claimdispatch.internal.store.dialect.derby.DerbyDialect;
import io.claimdispatch.internal.store.operate.Operation;
import io.claimdispatch.internal.store.operate.RowListing;
import io.claimdispatch.internal.store.schema.Schema;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In a database of its own: Derby plans by the size of the table, and other tests have filled theirs. */
class DerbyPlanTest {

    private static final String NAME = "jdbc:derby:memory:plans";

    private static final Map<String, String> KEYS =
            Map.of("action_logs", "ACTION_LOGS_PK", "mail_logs", "MAIL_LOGS_PK", "jobs.mail_logs", "MAIL_LOGS_PK");

    /** Read from the index of due rows, a row that its node completes meanwhile would be told not to be there. */
    @ParameterizedTest
    @ValueSource(strings = {"action_logs", "mail_logs", "jobs.mail_logs"})
    void the_state_of_a_single_row_is_read_by_its_primary_key(String name) throws SQLException {
        DerbyDatabase.settings();
        DerbyDialect dialect = new DerbyDialect();
        TableName table = new TableName(name);
        try (Connection connection =
                        DriverManager.getConnection(NAME + table.value().length() + ";create=true");
                Statement statement = connection.createStatement()) {
            Schema.prepare(connection, dialect, table, SchemaMode.CREATE);
            statement.execute("INSERT INTO " + name + " (id, type, payload, state, end_at, created_at, updated_at)"
                    + " VALUES (1, 'a', '{}', 'CLAIMED', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)");
            statement.execute("CALL SYSCS_UTIL.SYSCS_SET_RUNTIMESTATISTICS(1)");

            Verdict verdict = dialect.store()
                    .commands()
                    .operate(connection, table, 1, new Operation.Requeue())
                    .verdict();

            assertThat(verdict).isEqualTo(Verdict.CLAIMED);
            try (ResultSet plan = statement.executeQuery("VALUES SYSCS_UTIL.SYSCS_GET_RUNTIMESTATISTICS()")) {
                plan.next();
                assertThat(plan.getString(1))
                        .contains("SELECT state FROM " + name, "using constraint " + KEYS.get(name));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"action_logs", "mail_logs", "jobs.mail_logs"})
    void lists_and_counts_read_a_stretch_of_the_primary_key_or_one_state(String name) throws SQLException {
        DerbyDatabase.settings();
        DerbyDialect dialect = new DerbyDialect();
        TableName table = new TableName(name);
        String key = KEYS.get(name);
        RowListing listing = dialect.store().listing();
        try (Connection connection =
                        DriverManager.getConnection(NAME + table.value().length() + ";create=true");
                Statement statement = connection.createStatement()) {
            Schema.prepare(connection, dialect, table, SchemaMode.CREATE);
            statement.execute("CALL SYSCS_UTIL.SYSCS_SET_RUNTIMESTATISTICS(1)");

            listing.range(connection, table, 0, 10);
            assertThat(plan(statement)).contains("using constraint " + key);
            listing.countAbove(connection, table, 0);
            assertThat(plan(statement)).contains("using constraint " + key);
            listing.greatest(connection, table);
            assertThat(plan(statement))
                    .containsPattern("Last Key Index Scan ResultSet for \\S+ using (index|constraint) " + key);
            listing.inState(connection, table, ActionState.DEAD, 10);
            assertThat(plan(statement)).contains("using index " + key.replace("_PK", "_DUE"));
            dialect.store().failures().groups(connection, table);
            assertThat(plan(statement)).contains("using index " + key.replace("_PK", "_DUE"));
            listing.count(connection, table, ActionState.DEAD, 10);
            assertThat(plan(statement)).contains("using index " + key.replace("_PK", "_DUE"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"action_logs", "mail_logs", "jobs.mail_logs"})
    void rows_of_a_bulk_action_are_read_and_locked_by_the_primary_key(String name) throws SQLException {
        DerbyDatabase.settings();
        DerbyDialect dialect = new DerbyDialect();
        TableName table = new TableName(name);
        try (Connection connection =
                        DriverManager.getConnection(NAME + table.value().length() + ";create=true");
                Statement statement = connection.createStatement()) {
            Schema.prepare(connection, dialect, table, SchemaMode.CREATE);
            statement.execute("CALL SYSCS_UTIL.SYSCS_SET_RUNTIMESTATISTICS(1)");

            dialect.store().candidates().read(connection, table, List.of(1L, 2L, 3L));
            assertThat(plan(statement)).contains("using constraint " + KEYS.get(name));
            dialect.store().candidates().lock(connection, table, List.of(1L, 2L, 3L));
            assertThat(plan(statement)).contains("using constraint " + KEYS.get(name));
        }
    }

    private static String plan(Statement statement) throws SQLException {
        try (ResultSet plan = statement.executeQuery("VALUES SYSCS_UTIL.SYSCS_GET_RUNTIMESTATISTICS()")) {
            plan.next();
            return plan.getString(1);
        }
    }
}
