package io.claimdispatch.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.store.dialect.h2.H2Dialect;
import io.claimdispatch.internal.store.sql.Binding;
import io.claimdispatch.internal.store.sql.Chunks;
import io.claimdispatch.internal.store.sql.NamedSql;
import io.claimdispatch.internal.store.sql.Statements;
import java.sql.Connection;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** That the claim follows the index of due rows. */
class H2PlanTest {

    @Test
    void candidates_come_from_the_index_of_due_rows_without_a_sort() throws SQLException {
        H2Database.INSTANCE.reset();
        H2Dialect dialect = new H2Dialect();
        String sql = "EXPLAIN " + dialect.statements().get("claim_candidates").on(TestDatabase.TABLE, 2);
        try (Connection connection = H2Database.INSTANCE.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            new Binding(dialect, statement)
                    .number(2)
                    .instant(Instant.parse("2099-01-01T00:00:00Z"))
                    .strings(List.of("type", "other"))
                    .number(100);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                assertThat(rows.getString(1))
                        .contains("/* PUBLIC.ACTION_LOGS_DUE: ")
                        .contains("index sorted");
            }
        }
    }

    @Test
    void a_stretch_is_read_along_the_primary_key() throws SQLException {
        H2Database.INSTANCE.reset();
        H2Dialect dialect = new H2Dialect();
        String sql = "EXPLAIN " + dialect.statements().get("stretch_done").on(TestDatabase.TABLE);
        try (Connection connection = H2Database.INSTANCE.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            new Binding(dialect, statement).number(1L).number(2_000L).instant(Instant.parse("2099-01-01T00:00:00Z"));
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                assertThat(rows.getString(1)).contains("/* PUBLIC.PRIMARY_KEY").contains("index sorted");
            }
        }
    }

    private interface Parameters {
        void bind(Binding binding) throws SQLException;
    }

    private static String explain(String name, Parameters parameters) throws SQLException {
        H2Database.INSTANCE.reset();
        H2Dialect dialect = new H2Dialect();
        String sql = "EXPLAIN " + dialect.statements().get(name).on(TestDatabase.TABLE);
        try (Connection connection = H2Database.INSTANCE.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            parameters.bind(new Binding(dialect, statement));
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    @Test
    void lists_and_counts_read_a_stretch_of_the_primary_key_or_one_state() throws SQLException {
        assertThat(explain("list_range", binding -> binding.number(1L).number(2_000L)))
                .contains("/* PUBLIC.PRIMARY_KEY");
        assertThat(explain("count_newest", binding -> binding.number(1L))).contains("/* PUBLIC.PRIMARY_KEY");
        assertThat(explain("greatest_id", binding -> {})).contains("direct lookup");
        assertThat(explain(
                        "failures_newest",
                        binding -> binding.number(1L).number(2_000L).number(10)))
                .contains("/* PUBLIC.PRIMARY_KEY");
        assertThat(explain("failures", binding -> binding.number(10_001)))
                .containsPattern("/\\* PUBLIC.ACTION_LOGS_(DUE|LEASE): STATE = ");
        for (String name : List.of("list_state", "count_state")) {
            assertThat(explain(name, binding -> binding.string("DEAD").number(10_001)))
                    .containsPattern("/\\* PUBLIC.ACTION_LOGS_DUE: STATE = ");
        }
    }

    /** H2 keeps a plan that it has made for an empty table, and a backlog that comes then is read as a whole, again and again. */
    @Test
    void on_an_empty_table_too_rows_with_known_ids_are_found_by_their_primary_key() throws SQLException {
        H2Database.INSTANCE.reset();
        Statements statements = new H2Dialect().statements();
        int explained = 0;
        try (Connection connection = H2Database.INSTANCE.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("ANALYZE");
            for (String name : statements.names()) {
                String sql = text(statements.get(name));
                if (BY_ID.matcher(sql).find()) {
                    assertThat(plan(connection, sql)).as(name).contains("/* PUBLIC.PRIMARY_KEY_");
                    explained++;
                }
            }
        }
        assertThat(explained).isGreaterThan(40);
    }

    private static final Pattern BY_ID = Pattern.compile("action_logs\\s+(?:SET .*)?WHERE id (?:=|IN)", Pattern.DOTALL);

    private static String text(NamedSql sql) {
        try {
            return sql.on(TestDatabase.TABLE);
        } catch (IllegalStateException e) {
            return sql.on(TestDatabase.TABLE, Chunks.ROWS);
        }
    }

    private static String plan(Connection connection, String sql) throws SQLException {
        try (PreparedStatement explain = connection.prepareStatement("EXPLAIN " + sql)) {
            ParameterMetaData parameters = explain.getParameterMetaData();
            for (int i = 1; i <= parameters.getParameterCount(); i++) {
                explain.setNull(i, parameters.getParameterType(i));
            }
            try (ResultSet rows = explain.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }
}
