package io.claimdispatch.internal.common;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.EachDatabase;
import io.claimdispatch.internal.store.MariaDbDatabase;
import io.claimdispatch.internal.store.PostgreSqlDatabase;
import io.claimdispatch.internal.store.failure.SqlStates;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;

/** Words that a database knows, as names of tables. */
class ReservedWordsTest {

    private static final List<String> STATEMENTS = List.of(
            "SELECT id FROM %s",
            "INSERT INTO %s (id) VALUES (1)", "UPDATE %s SET id = 1", "DELETE FROM %s WHERE id = 1");

    /** All that the two servers list, and what the drivers of H2 and Derby do. */
    private static Set<String> words() throws SQLException {
        Set<String> words = new TreeSet<>();
        PostgreSqlDatabase.INSTANCE
                .query("SELECT word FROM pg_get_keywords()")
                .forEach(word -> words.add(String.valueOf(word)));
        MariaDbDatabase.INSTANCE
                .query("SELECT word FROM information_schema.keywords")
                .forEach(word -> words.add(String.valueOf(word).toLowerCase(Locale.ROOT)));
        for (Databases each : Databases.values()) {
            try (Connection connection = each.connect()) {
                words.addAll(Arrays.asList(connection
                        .getMetaData()
                        .getSQLKeywords()
                        .toLowerCase(Locale.ROOT)
                        .split("[,\\s]+")));
            }
        }
        return words;
    }

    @ParameterizedTest
    @EachDatabase
    void a_word_that_may_name_a_table_can_stand_in_each_statement(Databases database) throws SQLException {
        Set<String> refused = new TreeSet<>();
        int tried = 0;
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String word : words()) {
                if (isTableName(word)) {
                    tried++;
                    for (String sql : STATEMENTS) {
                        if (!failsForWantOfTheTable(statement, String.format(Locale.ROOT, sql, word))) {
                            refused.add(word);
                        }
                    }
                }
            }
        }

        assertThat(tried).isGreaterThan(100);
        assertThat(refused).isEmpty();
    }

    private static boolean failsForWantOfTheTable(Statement statement, String sql) {
        try {
            statement.execute(sql);
            return false;
        } catch (SQLException e) {
            return SqlStates.isMissing(e);
        }
    }

    private static boolean isTableName(String word) {
        try {
            return new TableName(word).value().equals(word);
        } catch (ClaimDispatchException e) {
            assertThat(e.id()).isEqualTo("CLAIM0019");
            return false;
        }
    }
}
