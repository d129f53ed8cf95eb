package io.claimdispatch.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.store.dialect.postgresql.PostgreSqlDialect;
import io.claimdispatch.internal.store.sql.Statements;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That the claim follows the index: through the due rows in their order, and no further than it has to. */
class PostgreSqlPlanTest {

    private static final PostgreSqlDatabase DATABASE = PostgreSqlDatabase.INSTANCE;
    private static final Statements STATEMENTS = new PostgreSqlDialect().statements();
    private static final String CLAIM = STATEMENTS.get("claim").on(TestDatabase.TABLE);
    private static final Pattern CLAIM_PARAMETERS = Pattern.compile("\\?");

    @BeforeAll
    static void aTableWithHistoryAndFuture() throws SQLException {
        DATABASE.resetForPlans();
        DATABASE.execute("""
                INSERT INTO action_logs (type, payload, state, claim_token, priority, end_at)
                SELECT 'type' || i % 7, '{}',
                       CASE WHEN i % 10 = 0 THEN 'WAITING' ELSE 'PROCESSED' END,
                       CASE WHEN i % 10 = 0 THEN NULL ELSE i END,
                       1 + i % 3,
                       now() + ((i % 1000) - 500) * interval '1 minute'
                  FROM generate_series(1, 60000) i
                """);
        DATABASE.execute("VACUUM ANALYZE action_logs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"force_generic_plan", "force_custom_plan"})
    void a_claim_is_served_by_the_index_without_a_sort(String planning) throws SQLException {
        String plan = explain(planning);

        assertThat(plan.split("Index Scan using action_logs_ready on action_logs", -1))
                .as(plan)
                .hasSize(4);
        assertThat(plan)
                .contains("Index Scan using action_logs_pk")
                .doesNotContain("Seq Scan")
                .doesNotContain("Bitmap");
        // Priority, time and type are decided in the index.
        assertThat(plan)
                .containsPattern("Index Cond: \\(\\(priority = 1\\) AND \\(end_at <= statement_timestamp\\(\\)\\)"
                        + " AND \\(\\(type\\)::text = ANY");
        // The only sort is of the locked rows, to count their bytes.
        assertThat(plan.split("Sort Key", -1)).as(plan).hasSize(2);
        assertThat(plan).contains("Sort Key: locked.priority");
    }

    @ParameterizedTest
    @ValueSource(strings = {"force_generic_plan", "force_custom_plan"})
    void once_the_limit_is_reached_lower_priorities_are_not_looked_at(String planning) throws SQLException {
        String plan = explain(planning);

        assertThat(plan)
                .contains("LockRows (actual rows=100.00 loops=1)")
                .contains("Subquery Scan on level2 (never executed)")
                .contains("Subquery Scan on level3 (never executed)");
    }

    @Test
    void bytes_are_summed_up_as_integers_and_not_digit_by_digit() throws SQLException {
        String bytes = CLAIM.substring(CLAIM.indexOf("end_at, ") + "end_at, ".length(), CLAIM.indexOf(" AS bytes"));
        String sum = "SELECT pg_typeof(sum(" + bytes + ") OVER ())::text FROM action_logs LIMIT 1";

        assertThat(DATABASE.query(sum)).containsExactly("bigint");
    }

    @Test
    void dead_rows_that_a_snapshot_holds_keep_nothing_from_the_index() throws SQLException {
        try (Connection reader = DATABASE.begin();
                Statement snapshot = reader.createStatement()) {
            snapshot.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
            snapshot.execute("SELECT count(*) FROM action_logs");
            for (int round = 0; round < 5; round++) {
                DATABASE.execute("UPDATE action_logs SET state = 'CLAIMED', claim_token = 1 WHERE state = 'WAITING'");
                DATABASE.execute(
                        "UPDATE action_logs SET state = 'WAITING', claim_token = NULL WHERE state = 'CLAIMED'");
                DATABASE.execute("VACUUM ANALYZE action_logs");
            }
            assertThat(DATABASE.number("SELECT n_dead_tup FROM pg_stat_user_tables WHERE relname = 'action_logs'"))
                    .as("rows that the vacuum had to leave")
                    .isPositive();

            a_claim_is_served_by_the_index_without_a_sort("force_custom_plan");
            once_the_limit_is_reached_lower_priorities_are_not_looked_at("force_custom_plan");
        }
    }

    @Test
    void rows_that_were_cancelled_or_died_in_front_of_the_due_ones_are_not_looked_at() throws SQLException {
        try (Connection connection = DATABASE.begin();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    INSERT INTO action_logs (type, payload, state, set_aside, claim_token, priority, end_at)
                    SELECT 'type1', '{}', s, s, CASE WHEN s = 'CANCELLED' THEN NULL ELSE i END, 1,
                           now() - interval '1 year'
                      FROM generate_series(1, 100000) i,
                           LATERAL (SELECT (ARRAY['CANCELLED', 'DEAD'])[1 + i % 2]) AS t (s)
                    """);
            statement.execute("ANALYZE action_logs");

            String plan = explain(connection, "force_custom_plan");

            assertThat(plan)
                    .contains("LockRows (actual rows=100.00 loops=1)")
                    .containsPattern("Index Scan using action_logs_ready on action_logs\\w*( \\w+)? \\(actual rows=100")
                    .doesNotContain("Rows Removed by Filter")
                    .doesNotContain("Bitmap");
        }
    }

    @Test
    void rows_that_only_a_person_can_have_written_are_looked_for_by_an_index() throws SQLException {
        List<String> looks = STATEMENTS.names().stream()
                .filter(name -> name.startsWith("mend_find_"))
                // found along the primary key here
                .filter(name -> !name.equals("mend_find_claimed_without_lease"))
                .toList();
        assertThat(looks).hasSize(7);
        for (String look : looks) {
            String sql = "EXPLAIN "
                    + STATEMENTS
                            .get(look)
                            .on(TestDatabase.TABLE)
                            .replaceFirst("LIMIT \\?", "LIMIT 500")
                            .replace("?", "timestamptz '2020-01-01 00:00:00Z'");
            String plan = DATABASE.query(sql).toString();
            assertThat(plan)
                    .as(look)
                    .containsPattern("(using|Scan on) action_logs_(ready|leased)")
                    .doesNotContain("Seq Scan");
        }
    }

    private static String explain(String planning) throws SQLException {
        try (Connection connection = DATABASE.begin()) {
            return explain(connection, planning);
        }
    }

    private static String explain(Connection connection, String planning) throws SQLException {
        // Named as a server-side statement, or there would be no generic plan to see.
        String numbered = CLAIM_PARAMETERS.matcher(CLAIM).replaceAll(new Function<>() {
            private int number;

            @Override
            public String apply(MatchResult parameter) {
                return "\\$" + ++number;
            }
        });
        StringBuilder plan = new StringBuilder();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL plan_cache_mode = " + planning);
            statement.execute(
                    "PREPARE claim (text[], int, text[], int, text[], int, int, bigint, bigint, text, bigint, text, bigint) AS "
                            + numbered);
            String types = "'{type1,type2}', 100";
            try (ResultSet lines = statement.executeQuery(
                    "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, BUFFERS OFF) EXECUTE claim (" + types + ", "
                            + types + ", " + types + ", 100, 1000000, 1, 'node', 1000000, 'node', 1)")) {
                while (lines.next()) {
                    plan.append(lines.getString(1)).append('\n');
                }
            }
            connection.rollback();
        }
        return plan.toString();
    }
}
