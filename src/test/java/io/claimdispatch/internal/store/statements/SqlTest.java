package io.claimdispatch.internal.store.statements;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.common.TableName;
import org.junit.jupiter.api.Test;

class SqlTest {

    private static final TableName OTHER = new TableName("app.other_logs");

    @Test
    void the_schema_stands_before_tables_sequences_and_functions_only() {
        assertThat(
                        Sql.on(
                                OTHER,
                                "action_logs action_logs_seq action_logs_millis() action_logs_paused action_logs_schema action_logs_due action_logs_key x"))
                .isEqualTo(
                        "app.other_logs app.other_logs_seq app.other_logs_millis() app.other_logs_paused app.other_logs_schema other_logs_due other_logs_key x");
    }

    @Test
    void only_the_whole_name_is_replaced() {
        assertThat(Sql.on(OTHER, "my_action_logs action_logsx")).isEqualTo("my_action_logs action_logsx");
    }

    @Test
    void lists_have_few_lengths() {
        assertThat(Sql.on(TableName.ACTION_LOGS, "IN (?*)", 1)).isEqualTo("IN (?)");
        assertThat(Sql.on(TableName.ACTION_LOGS, "IN (?*)", 3)).isEqualTo("IN (?, ?, ?, ?)");
        assertThat(Sql.padded(0)).isEqualTo(1);
        assertThat(Sql.padded(512)).isEqualTo(512);
        assertThat(Sql.padded(513)).isEqualTo(1024);
    }
}
