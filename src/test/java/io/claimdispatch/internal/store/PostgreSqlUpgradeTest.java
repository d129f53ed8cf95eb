package io.claimdispatch.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.internal.common.TableName;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The unique key of PostgreSQL, a constraint before and an index afterwards. */
class PostgreSqlUpgradeTest {

    private static final TableName OTHER = new TableName("other_logs");

    /** As the publisher of version 1 names the constraint. */
    private static final String PUBLISHED_BY_VERSION_1 =
            "INSERT INTO other_logs (type, payload, idempotency_key, end_at)"
                    + " VALUES ('a', '{}', 'k', now()) ON CONFLICT (type, idempotency_key) DO NOTHING";

    private static final String INDEX = "CREATE UNIQUE INDEX other_logs_keyed ON other_logs (type, idempotency_key)"
            + " WHERE idempotency_key IS NOT NULL";

    private final TestDatabase database = PostgreSqlDatabase.INSTANCE;

    @BeforeEach
    @AfterEach
    void noOtherTable() throws SQLException {
        Scripts.drop(database, OTHER);
    }

    private void apply(String phase) throws SQLException {
        Scripts.apply(database, Scripts.printed(database, OTHER, "--from", "1", "--phase", phase));
    }

    @Test
    void the_conflict_clause_of_this_version_is_met_by_the_constraint_by_the_index_and_by_both() throws SQLException {
        Scripts.apply(database, Scripts.ofVersion1(database, OTHER));
        apply("before");
        DdlContract.roundTrip(database, OTHER);
        database.execute(INDEX);
        DdlContract.roundTrip(database, OTHER);
        database.execute("ALTER TABLE other_logs DROP CONSTRAINT other_logs_key");
        DdlContract.roundTrip(database, OTHER);
    }

    @Test
    void nodes_of_version_1_publish_between_the_phases_and_not_after_them() throws SQLException {
        Scripts.apply(database, Scripts.ofVersion1(database, OTHER));
        apply("before");

        database.execute(PUBLISHED_BY_VERSION_1);
        database.execute(PUBLISHED_BY_VERSION_1);

        assertThat(database.query("SELECT idempotency_key FROM other_logs")).containsExactly("k");
        assertThat(database.query("SELECT indexname FROM pg_indexes WHERE tablename = 'other_logs'"))
                .as(
                        "two publishers of one key at the same time could get an error of it, which ON CONFLICT does not name")
                .doesNotContain("other_logs_keyed");
        apply("after");
        assertThatThrownBy(() -> database.execute(PUBLISHED_BY_VERSION_1)).hasMessageContaining("ON CONFLICT");
    }

    /** Nodes of version 4 search by it. A CREATE INDEX CONCURRENTLY that has failed leaves one that is invalid. */
    @Test
    void without_a_valid_index_of_due_rows_the_table_stays_of_version_3() throws SQLException {
        Scripts.apply(database, Scripts.ofVersion(3, database, OTHER));
        database.execute("CREATE INDEX other_logs_ready ON other_logs (priority, end_at, id, type)"
                + " WHERE claim_token IS NULL AND set_aside IS NULL");
        database.execute("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'other_logs_ready'::regclass");
        String before = Scripts.printed(database, OTHER, "--from", "3", "--phase", "before");

        Scripts.apply(database, before);

        assertThat(database.query("SELECT version FROM other_logs_schema")).containsExactly(3);
        database.execute("DROP INDEX other_logs_ready");
        Scripts.apply(database, before);
        assertThat(database.query("SELECT version FROM other_logs_schema")).containsExactly(4);
    }

    @Test
    void without_a_valid_index_the_constraint_stays_and_the_upgrade_is_not_taken_for_finished() throws SQLException {
        Scripts.apply(database, Scripts.ofVersion1(database, OTHER));
        apply("before");
        database.execute(INDEX);
        database.execute("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'other_logs_keyed'::regclass");

        assertThatThrownBy(() -> apply("after")).hasMessageContaining("other_logs_keyed is not there or not valid");

        assertThat(database.query("SELECT conname FROM pg_constraint WHERE conname = 'other_logs_key'"))
                .hasSize(1);
        assertThat(database.query("SELECT compatible_from FROM other_logs_schema"))
                .containsExactly(1);
        database.execute("DROP INDEX other_logs_keyed");
        apply("after");
        assertThat(database.query("SELECT compatible_from FROM other_logs_schema"))
                .isEqualTo(List.of(4));
    }
}
