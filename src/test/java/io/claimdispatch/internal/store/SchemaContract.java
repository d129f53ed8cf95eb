package io.claimdispatch.internal.store;

import static io.claimdispatch.internal.store.TestDatabase.TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.ActionEvent;
import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionState;
import io.claimdispatch.Pause;
import io.claimdispatch.Verdict;
import io.claimdispatch.internal.config.SchemaMode;
import io.claimdispatch.internal.store.claim.UnknownTypes;
import io.claimdispatch.internal.store.database.Dialects;
import io.claimdispatch.internal.store.database.WriteProbe;
import io.claimdispatch.internal.store.lease.EndedClaim;
import io.claimdispatch.internal.store.lease.ExpiredClaim;
import io.claimdispatch.internal.store.lease.HeldLeases;
import io.claimdispatch.internal.store.operate.Operation;
import io.claimdispatch.internal.store.publish.Inserted;
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.row.ClaimRequest;
import io.claimdispatch.internal.store.row.ClaimedRow;
import io.claimdispatch.internal.store.row.Completion;
import io.claimdispatch.internal.store.row.RowChange;
import io.claimdispatch.internal.store.row.StorableTime;
import io.claimdispatch.internal.store.schema.Schema;
import io.claimdispatch.internal.store.upkeep.TerminalKind;
import io.claimdispatch.internal.store.upkeep.TerminalRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Making and checking the table. */
abstract class SchemaContract extends PreparedSchemas {

    SchemaContract(TestDatabase database) {
        super(database);
    }

    @Test
    void the_dialect_is_found_by_the_connection() throws SQLException {
        try (Connection connection = database.connect()) {
            assertThat(Dialects.of(connection)).hasSameClassAs(database.dialect());
        }
    }

    @Test
    void a_missing_table_is_reported_with_the_command_that_prints_its_ddl() {
        assertThatThrownBy(() -> prepare(OTHER, SchemaMode.VALIDATE))
                .hasMessageContaining("CLAIM0021")
                .hasMessageContaining("'other_logs'")
                .hasMessageEndingWith(": java -jar claim-dispatch-classes.jar ddl "
                        + database.dialect().ddl().word() + " --table other_logs");
        assertThatCode(() -> prepare(OTHER, SchemaMode.NONE)).doesNotThrowAnyException();
    }

    @Test
    void the_table_is_made_automatically_on_embedded_databases_only() throws SQLException {
        if (database.dialect().embedded()) {
            prepare(OTHER, SchemaMode.AUTO);
            prepare(OTHER, SchemaMode.VALIDATE);
        } else {
            assertThatThrownBy(() -> prepare(OTHER, SchemaMode.AUTO)).hasMessageContaining("CLAIM0021");
        }
    }

    @Test
    void making_the_table_twice_keeps_the_rows() throws SQLException {
        prepare(OTHER, SchemaMode.CREATE);
        database.commit(c -> database.store().inserts().insert(c, OTHER, List.of(Rows.due("a"))));

        prepare(OTHER, SchemaMode.CREATE);

        assertThat(database.query("SELECT type FROM other_logs")).containsExactly("a");
    }

    @Test
    void several_nodes_may_make_the_table_at_the_same_time() throws Exception {
        ClaimContract.inThreads(4, number -> {
            prepare(OTHER, SchemaMode.CREATE);
            return number;
        });

        prepare(OTHER, SchemaMode.VALIDATE);
    }

    @Test
    void a_catalog_that_others_have_locked_is_asked_again_but_not_for_ever() throws Exception {
        prepare(OTHER, SchemaMode.CREATE);
        AtomicInteger refusals = new AtomicInteger(2);

        prepareRefused(refusals);

        assertThat(refusals).hasValue(0);
        refusals.set(Integer.MAX_VALUE);
        assertThatThrownBy(() -> prepareRefused(refusals)).isInstanceOf(SQLException.class);
    }

    @Test
    void missing_columns_are_named() throws SQLException {
        prepare(OTHER, SchemaMode.CREATE);
        database.execute("ALTER TABLE other_logs DROP COLUMN reason");
        database.execute("ALTER TABLE other_logs DROP COLUMN execution_id");

        assertThatThrownBy(() -> prepare(OTHER, SchemaMode.VALIDATE))
                .hasMessageContaining("CLAIM0022")
                .hasMessageContaining("[execution_id, reason]")
                .hasMessageEndingWith(": java -jar claim-dispatch-classes.jar ddl "
                        + database.dialect().ddl().word() + " --table other_logs");
    }

    @Test
    void the_table_of_pauses_is_made_for_a_table_that_comes_from_before_there_were_any() throws SQLException {
        prepare(OTHER, SchemaMode.CREATE);
        database.execute("DROP TABLE other_logs_paused");
        database.commit(c -> database.store().inserts().insert(c, OTHER, List.of(Rows.due("a"))));

        assertThatThrownBy(() -> prepare(OTHER, SchemaMode.VALIDATE))
                .hasMessageContaining("CLAIM0021")
                .hasMessageContaining("'other_logs_paused'");
        prepare(OTHER, SchemaMode.CREATE);

        prepare(OTHER, SchemaMode.VALIDATE);
        assertThat(database.query("SELECT type FROM other_logs")).containsExactly("a");
    }

    @Test
    void missing_columns_of_the_table_of_pauses_are_named() throws SQLException {
        prepare(OTHER, SchemaMode.CREATE);
        database.execute("ALTER TABLE other_logs_paused DROP COLUMN why");

        assertThatThrownBy(() -> prepare(OTHER, SchemaMode.VALIDATE))
                .hasMessageContaining("CLAIM0022")
                .hasMessageContaining("'other_logs_paused'")
                .hasMessageContaining("[why]");
    }

    @Test
    void the_table_of_events_is_checked_and_made_as_that_of_pauses_is() throws SQLException {
        prepare(OTHER, SchemaMode.CREATE);
        database.execute("ALTER TABLE other_logs_events DROP COLUMN origin");

        assertThatThrownBy(() -> prepare(OTHER, SchemaMode.VALIDATE))
                .hasMessageContaining("CLAIM0022")
                .hasMessageContaining("'other_logs_events'")
                .hasMessageContaining("[origin]");
        database.execute("DROP TABLE other_logs_events");

        assertThatThrownBy(() -> prepare(OTHER, SchemaMode.VALIDATE))
                .hasMessageContaining("CLAIM0021")
                .hasMessageContaining("'other_logs_events'");
        prepare(OTHER, SchemaMode.CREATE);

        prepare(OTHER, SchemaMode.VALIDATE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "payload_size = -1",
                "priority = 0",
                "priority = 4",
                "priority = 32767",
                "fail_count = -1",
                "fail_count = 2147483647"
            })
    void a_new_table_refuses_numbers_that_are_none(String written) throws SQLException {
        prepare(OTHER, SchemaMode.CREATE);
        database.commit(c -> database.store().inserts().insert(c, OTHER, List.of(Rows.due("a"))));

        assertThatThrownBy(() -> database.execute("UPDATE other_logs SET " + written))
                .isInstanceOf(SQLException.class)
                .hasMessageMatching("(?is).*other_logs_(size|priority|fails).*");
    }

    @Test
    void a_table_that_a_newer_version_keeps_for_itself_is_refused_and_not_touched() throws SQLException {
        prepare(OTHER, SchemaMode.CREATE);
        database.execute("UPDATE other_logs_schema SET version = 6, compatible_from = 5");
        database.execute("DROP TABLE other_logs_paused");
        database.execute("ALTER TABLE other_logs DROP COLUMN reason");

        for (SchemaMode mode : List.of(SchemaMode.VALIDATE, SchemaMode.CREATE)) {
            assertThatThrownBy(() -> prepare(OTHER, mode))
                    .hasMessageContaining("CLAIM0022")
                    .hasMessageContaining("'other_logs'")
                    .hasMessageContaining("has version 6")
                    .hasMessageContaining("version 5 or later")
                    .hasMessageContaining("knows version 4");
        }
        assertThatThrownBy(() -> database.query("SELECT pattern FROM other_logs_paused"))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void a_table_that_is_not_ours_is_refused_and_not_touched() throws SQLException {
        database.execute("CREATE TABLE other_logs (id INTEGER, name VARCHAR(20))");

        for (SchemaMode mode : SchemaMode.values()) {
            if (mode != SchemaMode.NONE) {
                assertThatThrownBy(() -> prepare(OTHER, mode))
                        .hasMessageContaining("CLAIM0022")
                        .hasMessageContaining("'other_logs'")
                        .hasMessageContaining("not a table of claim-dispatch");
            }
        }

        assertThatThrownBy(() -> database.query("SELECT set_aside FROM other_logs"))
                .isInstanceOf(SQLException.class);
        for (String beside : List.of(
                "other_logs_schema",
                "other_logs_paused",
                "other_logs_events",
                "other_logs_claims",
                "other_logs_nodes",
                "other_logs_stats",
                "other_logs_bulk")) {
            assertThatThrownBy(() -> database.query("SELECT * FROM " + beside)).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void a_table_of_a_newer_version_that_allows_ours_is_used() throws SQLException {
        prepare(OTHER, SchemaMode.CREATE);
        database.execute("UPDATE other_logs_schema SET version = 5, compatible_from = 3");

        assertThatCode(() -> prepare(OTHER, SchemaMode.VALIDATE)).doesNotThrowAnyException();
        assertThatCode(() -> prepare(OTHER, SchemaMode.CREATE)).doesNotThrowAnyException();
    }

    @Test
    void a_table_that_has_lost_its_version_is_taken_for_one_of_the_first_and_gets_it_again() throws SQLException {
        for (String loss : List.of("DELETE FROM other_logs_schema", "DROP TABLE other_logs_schema")) {
            prepare(OTHER, SchemaMode.CREATE);
            database.execute(loss);

            assertThatThrownBy(() -> prepare(OTHER, SchemaMode.VALIDATE))
                    .hasMessageContaining("CLAIM0022")
                    .hasMessageContaining("'other_logs'")
                    .hasMessageContaining("has version 1")
                    .hasMessageContaining("--from 1");
            prepare(OTHER, SchemaMode.CREATE);

            prepare(OTHER, SchemaMode.VALIDATE);
            assertThat(database.query("SELECT version FROM other_logs_schema")).containsExactly(4);
        }
    }

    @Test
    void making_the_table_again_leaves_its_version() throws SQLException {
        prepare(OTHER, SchemaMode.CREATE);
        database.execute("UPDATE other_logs_schema SET version = 7");
        database.execute("DROP TABLE other_logs_paused");

        prepare(OTHER, SchemaMode.CREATE);

        assertThat(database.query("SELECT version FROM other_logs_schema")).containsExactly(7);
    }

    @Test
    void a_write_test_changes_the_row_of_the_version_and_says_whether_it_is_there() throws SQLException {
        prepare(OTHER, SchemaMode.CREATE);

        boolean written = database.commit(c -> WriteProbe.write(c, OTHER));
        assertThat(written).isTrue();
        assertThat(database.query("SELECT write_tests FROM other_logs_schema")).containsExactly(1L);
        database.execute("DELETE FROM other_logs_schema");
        boolean writtenAgain = database.commit(c -> WriteProbe.write(c, OTHER));
        assertThat(writtenAgain).isFalse();
    }

    @Test
    void a_connection_without_auto_commit_is_given_back_as_it_was() throws SQLException {
        try (Connection connection = database.begin()) {
            Schema.prepare(connection, database.dialect(), OTHER, SchemaMode.CREATE);
            assertThat(connection.getAutoCommit()).isFalse();
        }
        prepare(OTHER, SchemaMode.VALIDATE);
    }

    @Test
    void another_table_works_the_same_and_apart() throws SQLException {
        database.reset();
        prepare(OTHER, SchemaMode.CREATE);
        List<Inserted> inserted = database.commit(c ->
                database.store().inserts().insert(c, OTHER, List.of(Rows.keyed("a", "k"), Rows.due("a"))));
        ClaimRequest request = new ClaimRequest(OTHER, Set.of("a"), 10, Rows.NO_BYTE_BOUND, "node", 1, Rows.LEASE);

        assertThat(Rows.claim(database, "a", 10, 1)).isEmpty();
        List<ClaimedRow> claimed =
                database.commit(c -> database.store().claims().claim(c, request));
        assertThat(Rows.ids(claimed))
                .containsExactlyElementsOf(inserted.stream().map(Inserted::id).toList());
        assertThat(claimed.get(0).ref().table()).isEqualTo(OTHER);
        Set<Long> renewed = database.commit(c ->
                database.store().leases().renew(c, OTHER, "node", new HeldLeases(List.of(1L), Set.of()), Rows.LEASE));
        assertThat(renewed).containsExactly(1L);
        List<Completion> done = List.of(new Completion(claimed.get(0).ref(), new RowChange.Processed()));
        Set<ClaimRef> stored =
                database.commit(c -> database.store().completions().complete(c, OTHER, done));
        assertThat(stored).containsExactly(claimed.get(0).ref());
        boolean kept = database.commit(
                c -> database.store().leases().recordExecution(c, claimed.get(1).ref(), 5, null));
        assertThat(kept).isTrue();
        UnknownTypes types =
                database.commit(c -> database.store().types().unknownDueTypes(c, OTHER, Set.of(), null, 5));
        assertThat(types.types()).isEmpty();
        List<ExpiredClaim> expired =
                database.commit(c -> database.store().expired().page(c, OTHER, null, 5));
        assertThat(expired).isEmpty();
        List<EndedClaim> ended =
                database.commit(c -> database.store().claimLeases().page(c, OTHER, null, 5));
        assertThat(ended).isEmpty();
        List<ClaimedRow> locked = database.commit(c ->
                database.store().expired().lock(c, OTHER, List.of(claimed.get(1).ref())));
        assertThat(locked)
                .extracting(ClaimedRow::ref)
                .containsExactly(claimed.get(1).ref());
        List<Inserted> again =
                database.commit(c -> database.store().inserts().insert(c, OTHER, List.of(Rows.keyed("a", "k"))));
        assertThat(again).containsExactly(new Inserted(inserted.get(0).id(), false));
        operatesApart(inserted.get(1).id());
        assertThat(database.count("1 = 1")).as("rows of %s", TABLE).isZero();
        assertThat(database.query("SELECT pattern FROM action_logs_paused")).isEmpty();
        assertThat(database.query("SELECT kind FROM action_logs_events")).isEmpty();
    }

    private void operatesApart(long claimed) throws SQLException {
        ActionStore store = database.store();
        Verdict verdict = database.commit(c -> store.commands()
                .operate(c, OTHER, claimed, new Operation.Delete())
                .verdict());
        assertThat(verdict).isEqualTo(Verdict.CLAIMED);
        List<ActionLog> latest = database.commit(c -> store.queries().latest(c, OTHER, ActionState.CLAIMED, 5));
        assertThat(latest).extracting(ActionLog::id).containsExactly(claimed);
        TerminalRows ended = database.commit(
                c -> store.pruning().ended(c, OTHER, List.of(TerminalKind.DONE), Duration.ZERO, Long.MIN_VALUE, 100));
        List<Long> ids = ended.rows().stream().map(TerminalRows.Row::id).toList();
        assertThat(ids).hasSize(1);
        int pruned = database.commit(c -> store.pruning().prune(c, OTHER, TerminalKind.DONE, Duration.ZERO, ids));
        assertThat(pruned).isEqualTo(1);
        int requeued = database.commit(c -> store.commands()
                .requeueDead(c, OTHER, List.of(claimed), StorableTime.LATEST)
                .before()
                .size());
        assertThat(requeued).isZero();
        List<Pause> paused = database.commit(c -> {
            store.pauses().pause(c, OTHER, "a", "ann", "x");
            return store.pauses().paused(c, OTHER);
        });
        assertThat(paused).extracting(Pause::pattern).containsExactly("a");
        List<ActionEvent> events = database.commit(c -> {
            store.events().write(c, OTHER, List.of(Rows.event(store.ids().now(c, OTHER), claimed)));
            assertThat(store.events().of(c, OTHER, claimed, 5)).hasSize(1);
            return store.events().latest(c, OTHER, 5);
        });
        assertThat(events).extracting(ActionEvent::actionId).containsExactly(claimed);
        int gone = database.commit(c -> store.events().prune(c, OTHER, Duration.ZERO, 5));
        assertThat(gone).isEqualTo(1);
    }
}
