package io.claimdispatch.internal.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.internal.common.TableName;
import org.junit.jupiter.api.Test;

class NamedSqlTest {

    private static final TableName OTHER = new TableName("app.other_logs");

    private static NamedSql sql(String text) {
        return new NamedSql("name", text);
    }

    @Test
    void the_schema_stands_before_tables_and_sequences_but_not_before_indexes() {
        assertThat(sql("${table} ${table}_seq ${name}_due ${NAME}_PK action_logs")
                        .on(OTHER))
                .isEqualTo("app.other_logs app.other_logs_seq other_logs_due OTHER_LOGS_PK action_logs");
        assertThat(sql("${table} ${name}_due").on(TableName.ACTION_LOGS)).isEqualTo("action_logs action_logs_due");
    }

    @Test
    void lists_of_parameters_have_few_lengths() {
        assertThat(sql("IN (${each ?}) x").on(TableName.ACTION_LOGS, 1)).isEqualTo("IN (?) x");
        assertThat(sql("IN (${each ?}) x").on(TableName.ACTION_LOGS, 3)).isEqualTo("IN (?, ?, ?, ?) x");
        assertThat(NamedSql.padded(0)).isEqualTo(1);
        assertThat(NamedSql.padded(512)).isEqualTo(512);
        assertThat(NamedSql.padded(513)).isEqualTo(1024);
    }

    @Test
    void a_list_of_rows_has_exactly_as_many_as_are_asked_for() {
        assertThat(sql("VALUES ${each (?, 'W', ?)} END").withEach(OTHER, 3))
                .isEqualTo("VALUES (?, 'W', ?), (?, 'W', ?), (?, 'W', ?) END");
    }

    @Test
    void a_list_is_never_forgotten_and_never_given_to_a_statement_without_one() {
        assertThatThrownBy(() -> sql("IN (${each ?})").on(OTHER)).hasMessageContaining("name has a list");
        assertThatThrownBy(() -> sql("id = ?").on(OTHER, 2)).hasMessageContaining("name has no list");
    }
}
