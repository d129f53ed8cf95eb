package io.claimdispatch.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.config.SchemaMode;
import io.claimdispatch.internal.ddl.DdlStatements;
import io.claimdispatch.internal.store.failure.SqlStates;
import io.claimdispatch.internal.store.lease.EndedClaim;
import io.claimdispatch.internal.store.lease.ExpiredClaim;
import io.claimdispatch.internal.store.publish.Inserted;
import io.claimdispatch.internal.store.row.ClaimRequest;
import io.claimdispatch.internal.store.row.ClaimedRow;
import io.claimdispatch.internal.store.row.Completion;
import io.claimdispatch.internal.store.row.RowChange;
import io.claimdispatch.internal.store.schema.Schema;
import io.claimdispatch.internal.store.schema.SchemaChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From a table of version 1, as commit 9e7416f has made it, and from one of version 2 to this version. */
abstract class UpgradeContract {

    private static final TableName OTHER = new TableName("other_logs");

    private static final List<String> ODD = List.of(
            "payload_size = -1", "priority = 0", "priority = 32767", "fail_count = -1", "fail_count = 2147483647");

    private final TestDatabase database;

    UpgradeContract(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    @AfterEach
    void noOtherTable() throws SQLException {
        Scripts.drop(database, OTHER);
    }

    private void prepare(SchemaMode mode) throws SQLException {
        try (Connection connection = database.connect()) {
            Schema.prepare(connection, database.dialect(), OTHER, mode);
        }
    }

    private void version1() throws SQLException {
        Scripts.apply(database, Scripts.ofVersion1(database, OTHER));
    }

    private void version(int number) throws SQLException {
        if (number == 1) {
            version1();
        } else {
            Scripts.apply(database, Scripts.ofVersion(number, database, OTHER));
        }
    }

    private void apply(String phase) throws SQLException {
        apply(1, phase);
    }

    private void apply(int from, String phase) throws SQLException {
        Scripts.apply(database, Scripts.printed(database, OTHER, "--from", "" + from, "--phase", phase));
    }

    private List<@Nullable Object> versions() throws SQLException {
        List<@Nullable Object> versions = new ArrayList<>(database.query("SELECT version FROM other_logs_schema"));
        versions.addAll(database.query("SELECT compatible_from FROM other_logs_schema"));
        return versions;
    }

    @Test
    void an_upgraded_table_is_the_same_as_a_new_one_by_the_databases_own_catalog() throws SQLException {
        Scripts.apply(database, Scripts.printed(database, OTHER));
        List<String> whole = Catalog.of(database, OTHER);
        Scripts.drop(database, OTHER);

        version1();
        apply("before");
        assertThat(versions()).containsExactly(4, 1);
        apply("after");

        assertThat(Catalog.of(database, OTHER)).hasSizeGreaterThan(2).containsExactlyElementsOf(whole);
        assertThat(versions()).containsExactly(4, 4);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void a_table_upgraded_from_a_later_version_is_a_new_one_and_nodes_of_that_version_may_run_between_the_phases(
            int from) throws SQLException {
        Scripts.apply(database, Scripts.printed(database, OTHER));
        List<String> whole = Catalog.of(database, OTHER);
        Scripts.drop(database, OTHER);

        version(from);
        assertThat(versions()).containsExactly(from, from);
        apply(from, "before");
        assertThat(versions()).containsExactly(4, from);
        apply(from, "after");

        assertThat(Catalog.of(database, OTHER)).containsExactlyElementsOf(whole);
        assertThat(versions()).containsExactly(4, 4);
        prepare(SchemaMode.VALIDATE);
        DdlContract.roundTrip(database, OTHER);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void the_second_phase_from_a_later_version_does_not_pass_over_that_from_version_1(int from) throws SQLException {
        version1();
        apply("before");

        apply(from, "after");

        assertThat(versions()).containsExactly(4, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void each_phase_can_be_applied_again(int from) throws SQLException {
        version(from);
        for (String phase : List.of("before", "before", "after", "after", "before")) {
            for (String statement :
                    DdlStatements.in(Scripts.printed(database, OTHER, "--from", "" + from, "--phase", phase))) {
                try {
                    database.execute(statement);
                } catch (SQLException e) {
                    assertThat(SqlStates.isExisting(e) && database instanceof DerbyDatabase)
                            .as(statement + ": " + e)
                            .isTrue();
                }
            }
        }

        assertThat(versions()).containsExactly(4, 4);
        prepare(SchemaMode.VALIDATE);
    }

    @Test
    void rows_with_invalid_numbers_do_not_fail_the_upgrade_and_get_the_nearest_valid_ones() throws SQLException {
        version1();
        List<Inserted> rows = database.commit(
                c -> database.store().inserts().insert(c, OTHER, Collections.nCopies(6, Rows.due("a"))));
        for (int i = 0; i < ODD.size(); i++) {
            database.execute("UPDATE other_logs SET " + ODD.get(i) + ", state = 'DEAD' WHERE id = "
                    + rows.get(i).id());
        }

        apply("before");
        assertThat(numbers()).as("left alone").contains("-1 2 0", "2 0 0", "2 2 2147483647");
        apply("after");

        assertThat(numbers()).containsExactly("0 2 0", "2 1 0", "2 3 0", "2 2 0", "2 2 1000000000", "2 2 0");
        for (String written : ODD) {
            assertThatThrownBy(() -> database.execute("UPDATE other_logs SET " + written))
                    .hasMessageMatching("(?is).*other_logs_(size|priority|fails).*");
        }
    }

    private List<String> numbers() throws SQLException {
        List<String> numbers = new ArrayList<>();
        List<@Nullable Object> sizes = database.query("SELECT payload_size FROM other_logs ORDER BY id");
        List<@Nullable Object> priorities = database.query("SELECT priority FROM other_logs ORDER BY id");
        List<@Nullable Object> fails = database.query("SELECT fail_count FROM other_logs ORDER BY id");
        for (int i = 0; i < sizes.size(); i++) {
            numbers.add(sizes.get(i) + " " + priorities.get(i) + " " + fails.get(i));
        }
        return numbers;
    }

    @Test
    void statements_of_this_version_work_between_the_phases_and_after_them() throws SQLException {
        version1();
        apply("before");

        prepare(SchemaMode.VALIDATE);
        DdlContract.roundTrip(database, OTHER);
        apply("after");

        prepare(SchemaMode.VALIDATE);
        DdlContract.roundTrip(database, OTHER);
    }

    @Test
    void the_whole_file_does_not_pass_off_an_old_table_as_one_of_this_version() throws SQLException {
        version1();

        applyOver(Scripts.printed(database, OTHER));

        assertThat(versions()).isEmpty();
        assertThatThrownBy(() -> prepare(SchemaMode.VALIDATE))
                .hasMessageContaining("CLAIM0022")
                .hasMessageContaining("has version 1");

        applyOver(Scripts.printed(database, OTHER, "--from", "1", "--phase", "before"));
        apply("after");

        assertThat(versions()).containsExactly(4, 4);
        prepare(SchemaMode.VALIDATE);
        DdlContract.roundTrip(database, OTHER);
    }

    /** Some of it may be there: Derby says so of each statement. */
    private void applyOver(String text) throws SQLException {
        try (Connection connection = database.connect()) {
            SchemaChange.apply(connection, text);
        }
    }

    @Test
    void an_old_table_that_the_start_may_not_change_is_reported_with_the_commands() throws SQLException {
        version1();
        SchemaMode untouched = database.dialect().embedded() ? SchemaMode.VALIDATE : SchemaMode.AUTO;
        String command = "java -jar claim-dispatch-classes.jar ddl "
                + database.dialect().ddl().word() + " --table other_logs --from 1";

        assertThatThrownBy(() -> prepare(untouched))
                .hasMessageContaining("CLAIM0022")
                .hasMessageContaining("'other_logs'")
                .hasMessageContaining("has version 1")
                .hasMessageContaining(command + " --phase before")
                .hasMessageEndingWith(command + " --phase after");
        assertThatThrownBy(() -> database.query("SELECT trace FROM other_logs")).isInstanceOf(SQLException.class);
    }

    @Test
    void a_table_of_version_2_that_is_not_upgraded_is_refused_with_the_commands_that_print_the_statements()
            throws SQLException {
        version(2);
        SchemaMode untouched = database.dialect().embedded() ? SchemaMode.VALIDATE : SchemaMode.AUTO;
        String command = "java -jar claim-dispatch-classes.jar ddl "
                + database.dialect().ddl().word() + " --table other_logs --from 2";

        assertThatThrownBy(() -> prepare(untouched))
                .hasMessageContaining("CLAIM0022")
                .hasMessageContaining("has version 2")
                .hasMessageContaining(command + " --phase before")
                .hasMessageEndingWith(command + " --phase after");
        assertThat(versions()).containsExactly(2, 2);
        assertThatThrownBy(() -> database.query("SELECT id FROM other_logs_events"))
                .isInstanceOf(SQLException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void a_start_that_may_change_the_table_upgrades_it_and_keeps_the_rows(int from) throws SQLException {
        version(from);
        database.commit(c -> database.store().inserts().insert(c, OTHER, List.of(Rows.keyed("a", "k"))));
        boolean embedded = database.dialect().embedded();

        prepare(embedded ? SchemaMode.AUTO : SchemaMode.CREATE);

        // elsewhere the second phase is for people, who know when the last old node has stopped
        assertThat(versions()).containsExactly(4, embedded ? 4 : from);
        prepare(SchemaMode.VALIDATE);
        assertThat(database.query("SELECT idempotency_key FROM other_logs")).containsExactly("k");
    }

    @Test
    void nodes_that_start_together_do_not_fail_each_other_on_an_old_table() throws Exception {
        for (int round = 0; round < 5; round++) {
            Scripts.drop(database, OTHER);
            version1();
            database.commit(c -> database.store().inserts().insert(c, OTHER, List.of(Rows.due("a"))));

            ClaimContract.inThreads(4, number -> {
                prepare(SchemaMode.CREATE);
                return number;
            });

            prepare(SchemaMode.VALIDATE);
            assertThat(versions()).containsExactly(4, database.dialect().embedded() ? 4 : 1);
            assertThat(database.query("SELECT type FROM other_logs")).containsExactly("a");
        }
    }

    @Test
    void after_both_phases_rows_that_old_nodes_ended_are_set_aside_and_those_that_they_requeued_are_due()
            throws SQLException {
        version(3);
        publish(6);
        apply(3, "before");
        List<ClaimedRow> claimed = claim(2, 1);
        database.commit(c -> database.store()
                .completions()
                .complete(
                        c,
                        OTHER,
                        claimed.stream()
                                .map(row -> new Completion(row.ref(), new RowChange.Dead(1, "[]", "E#1")))
                                .toList()));
        List<ClaimedRow> others = claim(2, 2);
        // as nodes of version 3 do it: none of them knows set_aside
        run("UPDATE other_logs SET state = 'WAITING', claim_token = NULL, claimed_by = NULL, claimed_at = NULL"
                + " WHERE id = " + claimed.get(0).ref().id());
        run("UPDATE other_logs SET state = 'DEAD', lease_until = NULL WHERE id = "
                + others.get(0).ref().id());
        run("UPDATE other_logs SET state = 'CANCELLED' WHERE state = 'WAITING' AND set_aside IS NULL");
        run("UPDATE other_logs SET state = 'PROCESSED', lease_until = NULL WHERE id = "
                + others.get(1).ref().id());

        apply(3, "after");

        assertThat(database.query("SELECT set_aside FROM other_logs ORDER BY id"))
                .containsExactly(null, "DEAD", "DEAD", null, "CANCELLED", "CANCELLED");
        assertThat(Rows.ids(claim(9, 3))).containsExactly(claimed.get(0).ref().id());
    }

    @Test
    void old_nodes_leave_the_claims_of_new_ones_alone_and_new_nodes_recover_theirs_by_the_lease_of_the_row()
            throws SQLException {
        version(3);
        apply(3, "before");
        publish(2);
        long ours = claim(1, 1).get(0).ref().id();
        run("UPDATE other_logs SET state = 'CLAIMED', claim_token = 9, claimed_by = 'old', lease_until ="
                + " {ts '2020-01-01 00:00:00'} WHERE state = 'WAITING'");

        assertThat(database.query("SELECT claim_token FROM other_logs WHERE state = 'CLAIMED' AND lease_until < "
                        + "{ts '2090-01-01 00:00:00'}"))
                .as("what a node of version 3 takes for expired")
                .hasSize(1);
        assertThat(database.query("SELECT lease_until FROM other_logs WHERE id = " + ours))
                .containsOnlyNulls();
        List<ExpiredClaim> expired =
                database.commit(c -> database.store().expired().page(c, OTHER, null, 9));
        assertThat(expired).extracting(claim -> claim.ref().token()).containsExactly(9L);
        Completion back = new Completion(expired.get(0).ref(), new RowChange.Retry(Duration.ZERO, 1, "[]", "E#1"));
        database.commit(c -> database.store().completions().complete(c, OTHER, List.of(back)));
        assertThat(claim(9, 2))
                .extracting(row -> row.ref().id())
                .doesNotContain(ours)
                .hasSize(1);
        List<EndedClaim> ended =
                database.commit(c -> database.store().claimLeases().page(c, OTHER, null, 9));
        assertThat(ended).as("leases of claims").isEmpty();
    }

    private void publish(int rows) throws SQLException {
        database.commit(c -> database.store().inserts().insert(c, OTHER, Collections.nCopies(rows, Rows.due("a"))));
    }

    private List<ClaimedRow> claim(int limit, long token) throws SQLException {
        ClaimRequest request =
                new ClaimRequest(OTHER, Set.of("a"), limit, Rows.NO_BYTE_BOUND, "node", token, Rows.LEASE);
        return database.commit(c -> database.store().claims().claim(c, request));
    }

    private void run(String sql) throws SQLException {
        database.execute(sql);
    }

    @Test
    void a_table_with_this_versions_number_and_without_its_columns_is_upgraded_as_well() throws SQLException {
        prepare(SchemaMode.CREATE);
        database.execute("UPDATE other_logs_schema SET compatible_from = 1");
        for (String column : List.of("set_aside", "failure", "trace", "ordering_key", "expires_at")) {
            database.execute("ALTER TABLE other_logs DROP COLUMN " + column);
        }

        assertThatThrownBy(() -> prepare(SchemaMode.VALIDATE))
                .hasMessageContaining("CLAIM0022")
                .hasMessageContaining("--table other_logs --from 1 --phase before");
        prepare(SchemaMode.CREATE);

        prepare(SchemaMode.VALIDATE);
        assertThat(database.query("SELECT trace FROM other_logs")).isEmpty();
    }
}
