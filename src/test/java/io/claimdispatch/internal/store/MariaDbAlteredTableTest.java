package io.claimdispatch.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.store.publish.Inserted;
import io.claimdispatch.internal.store.publish.NewRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Publishers of many rows, and a table that is altered between a statement's preparation and its execution. MariaDB fails a
 * bulk of its driver then, with error 0 and without a text.
 */
class MariaDbAlteredTableTest {

    private static final MariaDbDatabase DATABASE = MariaDbDatabase.INSTANCE;

    private static final List<NewRow> ROWS =
            List.of(Rows.due("a"), Rows.due("a"), Rows.due("a"), Rows.keyed("a", "k"), Rows.keyed("a", "l"));

    private static final String PAUSES = "SELECT COUNT(*) FROM action_logs_paused";

    @BeforeEach
    void reset() throws SQLException {
        DATABASE.reset();
    }

    @AfterEach
    void asBefore() throws SQLException {
        DATABASE.execute("ALTER TABLE action_logs DROP COLUMN IF EXISTS altered");
    }

    /** With this option the driver keeps on a connection what it has prepared. */
    @Test
    void a_connection_with_prepared_statements_publishes_before_and_after() throws SQLException {
        try (Connection connection = DATABASE.connectWith("useServerPrepStmts=true")) {
            publish(connection);

            DATABASE.execute("ALTER TABLE action_logs ADD COLUMN altered INT");
            DATABASE.execute("DELETE FROM action_logs WHERE idempotency_key IS NOT NULL");
            publish(connection);
            DATABASE.execute("DELETE FROM action_logs WHERE idempotency_key IS NOT NULL");
            publish(connection);
        }
        assertThat(DATABASE.count("1 = 1")).isEqualTo(3 * 3 + 2);
    }

    @Test
    void the_earlier_work_of_the_transaction_is_stored_with_the_rows_or_not_at_all() throws SQLException {
        try (Connection connection = DATABASE.connectWith("useServerPrepStmts=true")) {
            publish(connection);
            DATABASE.execute("DELETE FROM action_logs");
            DATABASE.execute("ALTER TABLE action_logs ADD COLUMN altered INT");

            publishWithPause(connection);
            connection.rollback();
            assertThat(DATABASE.count("1 = 1")).isZero();
            assertThat(DATABASE.number(PAUSES)).isZero();

            publishWithPause(connection);
            connection.commit();
            assertThat(DATABASE.count("1 = 1")).isEqualTo(ROWS.size());
            assertThat(DATABASE.number(PAUSES)).isOne();
        }
    }

    /** A row of another table, since the transaction would keep this one from being altered. */
    private static void publishWithPause(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "INSERT INTO action_logs_paused VALUES ('b', 'who', 'why', UTC_TIMESTAMP(6), NULL)");
        }
        assertThat(DATABASE.store().inserts().insert(connection, TestDatabase.TABLE, ROWS))
                .allMatch(Inserted::stored);
    }

    private static void publish(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        assertThat(DATABASE.store().inserts().insert(connection, TestDatabase.TABLE, ROWS))
                .allMatch(Inserted::stored);
        connection.commit();
    }
}
