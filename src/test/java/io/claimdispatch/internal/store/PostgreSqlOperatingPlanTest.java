package io.claimdispatch.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.store.dialect.postgresql.PostgreSqlDialect;
import io.claimdispatch.internal.store.sql.Binding;
import io.claimdispatch.internal.store.sql.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** That verbs and pruning go by the primary key, however the table looks to the planner. */
class PostgreSqlOperatingPlanTest {

    private static final PostgreSqlDatabase DATABASE = PostgreSqlDatabase.INSTANCE;
    private static final PostgreSqlDialect DIALECT = new PostgreSqlDialect();
    private static final Statements STATEMENTS = DIALECT.statements();
    private static final Instant TIME = Instant.parse("2099-01-01T00:00:00Z");

    @BeforeAll
    static void aTableWithHistory() throws SQLException {
        DATABASE.resetForPlans();
        DATABASE.execute("""
                INSERT INTO action_logs (id, type, payload, state, set_aside, claim_token, end_at)
                SELECT i, 'type', '{}', CASE WHEN i % 10 = 0 THEN 'DEAD' ELSE 'PROCESSED' END,
                       CASE WHEN i % 10 = 0 THEN 'DEAD' END, i, now()
                  FROM generate_series(1, 30000) i
                """);
        // no row waits: the index of due rows looks as if it cost nothing
        DATABASE.execute("VACUUM ANALYZE action_logs");
    }

    private interface Parameters {
        void bind(Binding binding) throws SQLException;
    }

    private static String explain(String sql, boolean eachTime, Parameters parameters) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (Connection connection = DATABASE.begin()) {
            if (eachTime) {
                DIALECT.begin(connection, Duration.ofMinutes(1));
            }
            try (PreparedStatement statement = connection.prepareStatement(
                    "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, BUFFERS OFF) " + sql)) {
                parameters.bind(new Binding(DIALECT, statement));
                try (ResultSet lines = statement.executeQuery()) {
                    while (lines.next()) {
                        plan.append(lines.getString(1)).append('\n');
                    }
                }
            }
            connection.rollback();
        }
        return plan.toString();
    }

    @Test
    void a_command_finds_its_row_by_the_primary_key() throws SQLException {
        Map<String, Parameters> verbs = Map.of(
                "operate_lock",
                binding -> binding.number(7L),
                "cancel",
                binding -> binding.string("x").instant(TIME).number(7L),
                "retry_now",
                binding -> binding.instant(TIME).instant(TIME).instant(TIME).number(7L),
                "reschedule",
                binding -> binding.instant(TIME).instant(TIME).number(7L),
                "requeue",
                binding -> binding.instant(TIME).instant(TIME).instant(TIME).number(7L),
                "delete",
                binding -> binding.number(7L));
        for (Map.Entry<String, Parameters> each : verbs.entrySet()) {
            assertThat(explain(STATEMENTS.get(each.getKey()).on(TestDatabase.TABLE), false, each.getValue()))
                    .contains("Index Scan using action_logs_pk")
                    .doesNotContain("Seq Scan");
        }
    }

    @Test
    void a_stretch_is_read_along_the_primary_key_and_no_further() throws SQLException {
        assertThat(explain(
                        STATEMENTS.get("stretch_end").on(TestDatabase.TABLE),
                        true,
                        binding -> binding.number(5_000L).number(1_999)))
                .containsPattern("Index (Only )?Scan using action_logs_pk on action_logs \\(actual rows=2000")
                .doesNotContain("Sort");
        assertThat(explain(
                        STATEMENTS.get("stretch_ended").on(TestDatabase.TABLE),
                        true,
                        binding -> binding.number(5_000L).number(7_000L).instant(TIME)))
                .contains("Index Scan using action_logs_pk on action_logs (actual rows=2000")
                .doesNotContain("Sort");
    }

    @Test
    void ended_and_requeued_rows_are_locked_and_changed_by_their_ids() throws SQLException {
        List<Long> ids = DATABASE.query("SELECT id FROM action_logs ORDER BY id LIMIT 512").stream()
                .map(id -> (Long) id)
                .toList();
        for (String name : List.of("prune_lock_done", "prune_delete_done", "requeue_lock_dead")) {
            assertThat(explain(
                            STATEMENTS.get(name).on(TestDatabase.TABLE, ids.size()),
                            true,
                            binding -> binding.numbers(ids).instant(TIME)))
                    .contains("action_logs_pk")
                    .doesNotContain("Seq Scan");
        }
        assertThat(explain(
                        STATEMENTS.get("requeue_dead").on(TestDatabase.TABLE, ids.size()),
                        true,
                        binding -> binding.instant(TIME)
                                .instant(TIME)
                                .instant(TIME)
                                .numbers(ids)))
                .contains("action_logs_pk")
                .doesNotContain("Seq Scan");
    }

    @Test
    void rows_of_a_bulk_action_are_read_and_locked_by_their_ids() throws SQLException {
        List<Long> ids = DATABASE.query("SELECT id FROM action_logs ORDER BY id LIMIT 512").stream()
                .map(id -> (Long) id)
                .toList();
        for (String name : List.of("bulk_rows", "bulk_rows_lock")) {
            assertThat(explain(
                            STATEMENTS.get(name).on(TestDatabase.TABLE, ids.size()),
                            false,
                            binding -> binding.numbers(ids)))
                    .as(name)
                    .contains("action_logs_pk")
                    .doesNotContain("Seq Scan");
        }
    }

    @Test
    void a_list_and_a_count_read_a_stretch_of_the_primary_key_and_no_further() throws SQLException {
        assertThat(explain(
                        STATEMENTS.get("list_range").on(TestDatabase.TABLE),
                        false,
                        binding -> binding.number(5_000L).number(7_000L)))
                .contains("Index Scan Backward using action_logs_pk on action_logs (actual rows=2000")
                .doesNotContain("Sort");
        assertThat(explain(STATEMENTS.get("greatest_id").on(TestDatabase.TABLE), false, binding -> {}))
                .containsPattern("Backward using action_logs_pk on action_logs \\(actual rows=1[. ]");
        assertThat(explain(
                        STATEMENTS.get("count_newest").on(TestDatabase.TABLE),
                        false,
                        binding -> binding.number(29_000L)))
                .contains("using action_logs_pk on action_logs (actual rows=1000");
    }

    @Test
    void waiting_and_claimed_rows_are_listed_and_counted_by_their_indexes() throws SQLException {
        for (String verb : List.of("list", "count")) {
            assertThat(explain(
                            STATEMENTS.get(verb + "_waiting").on(TestDatabase.TABLE),
                            false,
                            binding -> binding.number(10_001)))
                    .contains("action_logs_ready");
            assertThat(explain(
                            STATEMENTS.get(verb + "_claimed").on(TestDatabase.TABLE),
                            false,
                            binding -> binding.number(10_001)))
                    .contains("action_logs_leased");
        }
    }

    @Test
    void what_waits_behind_all_that_has_ended_is_listed_and_counted_by_its_index() throws SQLException {
        try {
            DATABASE.execute(
                    "INSERT INTO action_logs (id, type, payload, state, priority, end_at, created_at, updated_at)"
                            + " SELECT i, 'type', '{}', 'WAITING', 2, now(), now(), now() FROM generate_series(30001, 60000) i");
            DATABASE.execute("VACUUM ANALYZE action_logs");
            for (String statement : List.of("list_waiting", "count_waiting")) {
                assertThat(explain(
                                STATEMENTS.get(statement).on(TestDatabase.TABLE),
                                false,
                                binding -> binding.number(100)))
                        .as(statement)
                        .contains("action_logs_ready")
                        .doesNotContain("Seq Scan");
            }
            for (String statement : List.of("list_due", "count_due")) {
                assertThat(explain(
                                STATEMENTS.get(statement).on(TestDatabase.TABLE),
                                false,
                                binding -> binding.number(2).instant(TIME).number(100)))
                        .as(statement)
                        .contains("action_logs_ready")
                        .doesNotContain("Seq Scan");
            }
        } finally {
            DATABASE.execute("DELETE FROM action_logs WHERE id > 30000");
            DATABASE.execute("VACUUM ANALYZE action_logs");
        }
    }

    @Test
    void a_row_is_found_by_the_index_of_keys() throws SQLException {
        assertThat(explain(
                        STATEMENTS.get("find_by_key").on(TestDatabase.TABLE),
                        false,
                        binding -> binding.string("type").string("key")))
                .contains("Index Scan using action_logs_keyed");
    }

    @Test
    void groups_of_failures_are_found_by_their_index_and_nothing_else_is_read() throws SQLException {
        // groups are larger than the bound of their counts, as those are for which it is there
        with(
                "INSERT INTO action_logs (id, type, payload, state, set_aside, claim_token, end_at, failure)"
                        + " SELECT i, 'type-' || i % 7, '{}', 'DEAD', 'DEAD', i, now(),"
                        + " CASE WHEN i % 5 > 0 THEN 'a.B#' || i % 5 END FROM generate_series(30001, 60000) i",
                () -> {
                    assertThat(explain(
                                    STATEMENTS.get("failure_groups").on(TestDatabase.TABLE),
                                    false,
                                    binding ->
                                            binding.number(101).number(10_001).number(10_001)))
                            .contains("action_logs_aside")
                            .doesNotContain("Seq Scan", "action_logs_pk", "action_logs_ready", "Bitmap");
                    assertThat(explain(
                                    STATEMENTS.get("failure_ids").on(TestDatabase.TABLE),
                                    false,
                                    binding -> binding.string("type-1")
                                            .string("a.B#1")
                                            .string("a.B#1")
                                            .number(Long.MAX_VALUE)
                                            .number(51)))
                            .containsPattern("action_logs_aside on action_logs \\(actual rows=51[. ]")
                            .doesNotContain("Seq Scan", "action_logs_pk", "Sort");
                });
    }

    private interface Check {
        void run() throws SQLException;
    }

    /** With further rows, which are gone afterwards. */
    private static void with(String insert, Check check) throws SQLException {
        try {
            DATABASE.execute(insert);
            DATABASE.execute("VACUUM ANALYZE action_logs");
            check.run();
        } finally {
            DATABASE.execute("DELETE FROM action_logs WHERE id > 30000");
            DATABASE.execute("VACUUM ANALYZE action_logs");
        }
    }
}
