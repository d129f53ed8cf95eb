package io.claimdispatch.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.row.ClaimRequest;
import io.claimdispatch.internal.store.row.ClaimedRow;
import io.claimdispatch.internal.store.row.Completion;
import io.claimdispatch.internal.store.row.RowChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A loop that has begun on an empty table, and a backlog that comes before the database has looked at its statistics. */
class PostgreSqlGrowthTest {

    private static final PostgreSqlDatabase DATABASE = PostgreSqlDatabase.INSTANCE;
    private static final int BACKLOG = 20_000;

    private final ActionStore store = DATABASE.store();

    @BeforeEach
    void emptyTable() throws SQLException {
        DATABASE.execute("DROP TABLE IF EXISTS action_logs");
        DATABASE.execute("DROP SEQUENCE IF EXISTS action_logs_seq");
        DATABASE.reset();
    }

    @Test
    void neither_claim_nor_completion_reads_the_whole_table() throws SQLException {
        try (Connection connection = DATABASE.begin()) {
            // more often than driver and server need to keep a plan
            for (int turn = 0; turn < 20; turn++) {
                turn(connection, turn);
            }
            DATABASE.execute(
                    "INSERT INTO action_logs (type, payload, end_at) SELECT 'type', '{}', now() - interval '1 s'"
                            + " FROM generate_series(1, " + BACKLOG + ")");
            int tableReads = number(connection, "seq_tup_read", "pg_stat_user_tables WHERE relname = 'action_logs'");
            int leaseReads =
                    number(connection, "idx_scan", "pg_stat_user_indexes WHERE indexrelname = 'action_logs_leased'");

            for (int turn = 100; turn < 110; turn++) {
                assertThat(turn(connection, turn)).isEqualTo(200);
            }

            assertThat(number(connection, "seq_tup_read", "pg_stat_user_tables WHERE relname = 'action_logs'"))
                    .isEqualTo(tableReads);
            assertThat(number(connection, "idx_scan", "pg_stat_user_indexes WHERE indexrelname = 'action_logs_leased'"))
                    .isEqualTo(leaseReads);
        }
    }

    @Test
    void a_completion_touches_no_index_where_the_page_has_room() throws SQLException {
        try (Connection connection = DATABASE.begin()) {
            DATABASE.execute(
                    "INSERT INTO action_logs (type, payload, end_at) SELECT 'type', '{\"n\":' || i || '}', now()"
                            + " - interval '1 s' FROM generate_series(1, 4000) i");
            String updates = "pg_stat_user_tables WHERE relname = 'action_logs'";
            int all = number(connection, "n_tup_upd", updates);
            int hot = number(connection, "n_tup_hot_upd", updates);

            for (int turn = 0; turn < 20; turn++) {
                assertThat(turn(connection, turn)).isEqualTo(200);
            }

            // each row is updated twice, and the claim takes it out of the index of due rows
            assertThat(number(connection, "n_tup_upd", updates) - all).isEqualTo(8_000);
            assertThat(number(connection, "n_tup_hot_upd", updates) - hot)
                    .as("completions")
                    .isGreaterThan(3_600);
        }
    }

    /** Claims up to 200 rows and completes them. */
    private int turn(Connection connection, long token) throws SQLException {
        DATABASE.dialect().begin(connection, Duration.ofMinutes(1));
        List<ClaimedRow> rows = store.claims()
                .claim(
                        connection,
                        new ClaimRequest(
                                TableName.ACTION_LOGS,
                                Set.of("type"),
                                200,
                                1L << 20,
                                "node",
                                token,
                                Duration.ofMinutes(1)));
        connection.commit();
        DATABASE.dialect().begin(connection, Duration.ofMinutes(1));
        int completed = store.completions()
                .complete(
                        connection,
                        TableName.ACTION_LOGS,
                        rows.stream()
                                .map(row -> new Completion(row.ref(), new RowChange.Processed()))
                                .toList())
                .size();
        connection.commit();
        return completed;
    }

    private static int number(Connection connection, String column, String view) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_stat_force_next_flush()");
            connection.commit();
            try (var rows = statement.executeQuery("SELECT " + column + " FROM " + view)) {
                rows.next();
                int number = rows.getInt(1);
                connection.commit();
                return number;
            }
        }
    }
}
