package io.claimdispatch.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.store.dialect.postgresql.PostgreSqlDialect;
import io.claimdispatch.internal.store.sql.Statements;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That statistics are found by their primary key, however many there are. */
class PostgreSqlStatisticPlanTest {

    private static final PostgreSqlDatabase DATABASE = PostgreSqlDatabase.INSTANCE;
    private static final Statements STATEMENTS = new PostgreSqlDialect().statements();

    @BeforeAll
    static void eightDaysOfFiftyTypes() throws SQLException {
        DATABASE.resetForPlans();
        DATABASE.execute("""
                INSERT INTO action_logs_stats (width, start_at, type, node, started, runs)
                SELECT 15, timestamptz '2026-11-22 00:00:00Z' + i * interval '15 minutes', 'type' || t, '*', 1, '9=1'
                  FROM generate_series(0, 767) i, generate_series(1, 50) t
                UNION ALL
                SELECT 1, timestamptz '2026-11-30 00:00:00Z' + i * interval '1 minute', 'type' || t, 'node' || n, 1, '9=1'
                  FROM generate_series(0, 359) i, generate_series(1, 50) t, generate_series(1, 3) n
                """);
        DATABASE.execute("VACUUM ANALYZE action_logs_stats");
    }

    @AfterAll
    static void anEmptyTable() throws SQLException {
        DATABASE.reset();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            statistics         | 15, '2026-11-29 00:00:00Z', '2026-11-29 01:00:00Z'
            statistics         | 1, '2026-11-30 05:30:00Z', '2026-11-30 05:31:00Z'
            statistics_of      | 15, '2026-11-29 00:00:00Z', '2026-11-30 00:00:00Z', 'type7'
            statistics_of      | 1, '2026-11-30 05:00:00Z', '2026-11-30 06:00:00Z', 'type7'
            statistics_of_node | 1, '2026-11-30 05:30:00Z', 'node2'
            statistics_first   | 1
            statistics_first   | 1440
            statistics_delete  | 1, '2026-11-30 00:00:00Z', '2026-11-30 00:15:00Z'
            """)
    void a_statement_reads_only_the_interval_that_it_is_about(String name, String parameters) throws SQLException {
        Iterator<String> values = List.of(parameters.split(", ")).iterator();
        String sql = Pattern.compile("\\?")
                .matcher(STATEMENTS.get(name).on(TestDatabase.TABLE))
                .replaceAll(parameter -> Matcher.quoteReplacement(values.next()));

        List<?> plan = DATABASE.query("EXPLAIN " + sql);

        assertThat(plan.toString())
                .contains("action_logs_stats_pkey")
                .doesNotContain("Seq Scan")
                .containsPattern("Index Cond: \\(\\(?width = ");
    }
}
