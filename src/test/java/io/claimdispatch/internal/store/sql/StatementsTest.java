package io.claimdispatch.internal.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.ddl.DdlDatabase;
import io.claimdispatch.internal.store.EachDialect;
import io.claimdispatch.internal.store.dialect.StandardDialect;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each database has each statement that its store asks for, and its file has no other. */
class StatementsTest {

    private static Statements statements(DdlDatabase database) {
        StandardDialect dialect = EachDialect.of(database);
        // composed of all that it asks for: a name that is missing fails here
        assertThat(dialect.store()).isNotNull();
        return dialect.statements();
    }

    @ParameterizedTest
    @EnumSource
    void a_database_has_each_statement_that_its_store_asks_for_and_no_other(DdlDatabase database) {
        Statements statements = statements(database);

        Set<String> own = new HashSet<>(Statements.of(database.word()).names());
        assertThat(own).isNotEmpty();
        own.retainAll(statements.unused());
        assertThat(own).isEmpty();
    }

    @Test
    void a_statement_that_databases_share_is_asked_for_by_one_of_them() {
        for (String shared : List.of("standard", "innodb")) {
            Set<String> unused = new HashSet<>(Statements.of(shared).names());
            EachDialect.databases().forEach(database -> unused.retainAll(unusedOf(statements(database), unused)));
            assertThat(unused).as(shared).isEmpty();
        }
    }

    private static Set<String> unusedOf(Statements statements, Set<String> of) {
        Set<String> asked = new HashSet<>(statements.names());
        asked.removeAll(statements.unused());
        Set<String> rest = new HashSet<>(of);
        rest.removeAll(asked);
        return rest;
    }

    @ParameterizedTest
    @EnumSource
    void no_statement_has_an_unresolved_placeholder(DdlDatabase database) {
        Statements statements = statements(database);
        assertThat(statements.names()).hasSizeGreaterThan(60);
        TableName table = new TableName("jobs.mail_logs");

        for (String name : statements.names()) {
            NamedSql sql = statements.get(name);
            String text = hasList(sql, table) ? sql.on(table, 3) : sql.on(table);
            assertThat(text).as(name).doesNotContain("${", "action_logs", "%s");
            assertThat(text.chars()).as(name).allMatch(sign -> sign < 128);
        }
    }

    private static boolean hasList(NamedSql sql, TableName table) {
        try {
            sql.on(table);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    @Test
    void a_name_that_is_in_no_file_is_refused_with_the_names_of_the_files() {
        assertThatThrownBy(() -> Statements.of("standard", "h2").get("unheard_of"))
                .hasMessage("no statement 'unheard_of' in [standard, h2]");
        assertThatThrownBy(() -> Statements.of("unheard_of")).hasMessageContaining("sql/unheard_of.sql");
    }

    @Test
    void a_name_that_is_twice_in_one_file_or_has_no_statement_is_refused() {
        Statements statements = Statements.of();

        assertThatThrownBy(() -> statements.add("f", "-- name: a\nSELECT 1\n-- name: a\nSELECT 2"))
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> statements.add("f", "-- name: a\n-- a comment\n\n-- name: b\nSELECT 2"))
                .hasMessageContaining("a name without a statement");
        assertThatThrownBy(() -> statements.add("f", "SELECT 1")).hasMessageContaining("a statement without a name");
    }

    @Test
    void a_later_file_replaces_what_an_earlier_one_says_and_comments_are_left_out() {
        Statements statements = Statements.of();
        statements.add("one", "-- about\n\n-- name: a\n-- why\nSELECT 1\n\n-- name: b\nSELECT --hint\n 2\n");
        statements.add("two", "-- name: a\nSELECT 3");

        assertThat(statements.get("a").on(TableName.ACTION_LOGS)).isEqualTo("SELECT 3");
        assertThat(statements.get("b").on(TableName.ACTION_LOGS)).isEqualTo("SELECT --hint\n 2");
    }
}
