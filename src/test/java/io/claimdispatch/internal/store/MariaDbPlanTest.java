package io.claimdispatch.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.store.dialect.mariadb.MariaDbDialect;
import io.claimdispatch.internal.store.row.StorableTime;
import io.claimdispatch.internal.store.sql.Binding;
import io.claimdispatch.internal.store.sql.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That the claim follows the indexes: on another way InnoDB would lock what it passes. */
class MariaDbPlanTest {

    private static final MariaDbDatabase DATABASE = MariaDbDatabase.INSTANCE;
    private static final Statements STATEMENTS = new MariaDbDialect().statements();

    private static final Instant TIME = Instant.parse("2099-01-01T00:00:00Z");

    @BeforeEach
    void aTableThatIsSmall() throws SQLException {
        DATABASE.reset();
        DATABASE.execute("""
                INSERT INTO action_logs (type, payload, end_at)
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)
                SELECT 'type', '{}', UTC_TIMESTAMP() FROM n
                """);
        DATABASE.execute("ANALYZE TABLE action_logs");
    }

    private interface Parameters {
        void bind(Binding binding) throws SQLException;
    }

    private static String explain(String name, Parameters parameters) throws SQLException {
        return explained(STATEMENTS.get(name).on(TestDatabase.TABLE), parameters);
    }

    private static String explain(String name, int list, Parameters parameters) throws SQLException {
        return explained(STATEMENTS.get(name).on(TestDatabase.TABLE, list), parameters);
    }

    /** EXPLAIN takes no statement with a setting in front of it. */
    private static String explained(String sql, Parameters parameters) throws SQLException {
        String plain = sql.startsWith("/*M!") ? sql.substring(sql.indexOf("*/") + 2) : sql;
        try (Connection connection = DATABASE.connect();
                PreparedStatement statement = connection.prepareStatement("EXPLAIN " + plain)) {
            parameters.bind(new Binding(new MariaDbDialect(), statement));
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                assertThat(rows.getString("type")).isIn("range", "const");
                return rows.getString("key") + ": " + rows.getString("Extra");
            }
        }
    }

    @Test
    void candidates_come_from_the_index_of_due_rows_without_a_sort() throws SQLException {
        String plan = explain(
                "claim_candidates",
                2,
                binding -> binding.number(2)
                        .instant(Instant.parse("2099-01-01T00:00:00Z"))
                        .strings(List.of("type", "other"))
                        .number(100));

        assertThat(plan).startsWith("action_logs_due: ").doesNotContain("filesort");
    }

    @Test
    void rows_are_locked_and_marked_by_their_ids() throws SQLException {
        List<Long> ids = DATABASE.query("SELECT id FROM action_logs LIMIT 128").stream()
                .map(id -> (Long) id)
                .toList();
        Instant time = Instant.parse("2099-01-01T00:00:00Z");

        assertThat(explain(
                        "claim_lock",
                        ids.size(),
                        binding -> binding.numbers(ids).instant(time)))
                .startsWith("PRIMARY: ");
        assertThat(explain(
                        "claim_mark",
                        ids.size(),
                        binding -> binding.instant(time)
                                .string("node")
                                .number(1L)
                                .instant(time)
                                .numbers(ids)))
                .startsWith("PRIMARY: ");
    }

    @Test
    void a_claim_is_locked_by_its_key_first_whether_it_is_renewed_or_taken() throws SQLException {
        DATABASE.execute("INSERT INTO action_logs_claims (token, row_id, node, lease_until)"
                + " VALUES (1, 0, 'node', '2020-01-01'), (2, 0, 'node', '2099-01-01'), (2, 7, 'node', '2099-01-01')");

        assertThat(explain("lease_renew", 1, binding -> binding.instant(TIME).number(1L)))
                .startsWith("PRIMARY: ");
        assertThat(explain(
                        "claims_take",
                        binding -> binding.string("other").number(1L).number(0L).instant(Instant.EPOCH)))
                .startsWith("PRIMARY: ");
    }

    @Test
    void rows_that_no_claim_would_find_are_looked_for_by_the_index_of_due_rows() throws SQLException {
        List<String> looks = STATEMENTS.names().stream()
                .filter(name -> name.startsWith("mend_find_waiting_"))
                .toList();
        assertThat(looks).hasSize(5);
        for (String look : looks) {
            assertThat(explain(look, binding -> {
                        if (look.contains("_early_")) {
                            binding.instant(StorableTime.EARLIEST);
                        }
                        binding.number(500);
                    }))
                    .as(look)
                    .startsWith("action_logs_due: ")
                    .doesNotContain("filesort");
        }
    }

    @Test
    void a_stretch_is_read_along_the_primary_key() throws SQLException {
        assertThat(explain("stretch_end", binding -> binding.number(-1L).number(99)))
                .startsWith("PRIMARY: ")
                .doesNotContain("filesort");
        assertThat(explain(
                        "stretch_ended",
                        binding -> binding.number(-1L).number(Long.MAX_VALUE).instant(TIME)))
                .startsWith("PRIMARY: ")
                .doesNotContain("filesort");
    }

    @Test
    void ended_and_requeued_rows_are_locked_and_changed_by_their_ids() throws SQLException {
        List<Long> ids = DATABASE.query("SELECT id FROM action_logs LIMIT 128").stream()
                .map(id -> (Long) id)
                .toList();
        for (String name : List.of("prune_lock_done", "prune_delete_done", "requeue_lock_dead")) {
            assertThat(explain(name, ids.size(), binding -> binding.numbers(ids).instant(TIME)))
                    .as(name)
                    .startsWith("PRIMARY: ");
        }
        assertThat(explain(
                        "requeue_dead",
                        ids.size(),
                        binding -> binding.instant(TIME)
                                .instant(TIME)
                                .instant(TIME)
                                .numbers(ids)))
                .startsWith("PRIMARY: ");
        assertThat(explain(
                        "cancel", binding -> binding.string("x").instant(TIME).number(ids.get(0))))
                .startsWith("PRIMARY: ");
    }

    @Test
    void rows_of_a_bulk_action_are_read_and_locked_by_their_ids() throws SQLException {
        List<Long> ids = DATABASE.query("SELECT id FROM action_logs LIMIT 128").stream()
                .map(id -> (Long) id)
                .toList();
        for (String name : List.of("bulk_rows", "bulk_rows_lock")) {
            assertThat(explain(name, ids.size(), binding -> binding.numbers(ids)))
                    .as(name)
                    .startsWith("PRIMARY: ");
        }
    }

    /** The key by which each of these statements comes to its rows. */
    private static String key(String name, Parameters parameters) throws SQLException {
        try (Connection connection = DATABASE.connect();
                PreparedStatement statement = connection.prepareStatement(
                        "EXPLAIN " + STATEMENTS.get(name).on(TestDatabase.TABLE))) {
            parameters.bind(new Binding(new MariaDbDialect(), statement));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    if ("action_logs".equals(rows.getString("table"))) {
                        assertThat(rows.getString("type")).isNotIn("ALL", "index");
                        return rows.getString("key");
                    }
                }
            }
        }
        return "none";
    }

    @Test
    void lists_and_counts_read_a_stretch_of_the_primary_key_or_one_state() throws SQLException {
        assertThat(explain("list_range", binding -> binding.number(-1L).number(Long.MAX_VALUE)))
                .startsWith("PRIMARY: ")
                .doesNotContain("filesort");
        assertThat(key("count_newest", binding -> binding.number(-1L))).isEqualTo("PRIMARY");
        assertThat(key("list_waiting", binding -> binding.number(10_001))).isEqualTo("action_logs_due");
        assertThat(key("count_claimed", binding -> binding.number(10_001))).isEqualTo("action_logs_due");
        assertThat(key("failures", binding -> binding.number(10_001))).isEqualTo("action_logs_due");
        assertThat(explain(
                        "failures_newest",
                        binding -> binding.number(-1L).number(Long.MAX_VALUE).number(10)))
                .startsWith("PRIMARY: ")
                .doesNotContain("filesort");
        for (String name : List.of("list_state", "count_state")) {
            assertThat(key(name, binding -> binding.string("DEAD").number(10_001)))
                    .isEqualTo("action_logs_due");
        }
        DATABASE.execute("UPDATE action_logs SET idempotency_key = id");
        String id =
                String.valueOf(DATABASE.query("SELECT MAX(id) FROM action_logs").get(0));
        assertThat(key("find_by_key", binding -> binding.string("type").string(id)))
                .isEqualTo("action_logs_key");
    }
}
