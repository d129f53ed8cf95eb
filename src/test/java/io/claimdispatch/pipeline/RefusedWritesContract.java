package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.internal.store.Databases;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A database, or a table of it, that refuses writes of every row; and a row that is refused alone. */
abstract class RefusedWritesContract extends RefusedWrites {

    RefusedWritesContract(Databases database) {
        super(database);
    }

    static final List<String> TABLES = List.of(
            "action_logs",
            "action_logs_paused",
            "action_logs_events",
            "action_logs_claims",
            "action_logs_nodes",
            "action_logs_stats",
            "action_logs_bulk",
            "action_logs_schema");

    @Test
    void outcomes_that_a_read_only_database_refuses_are_kept_and_stored_afterwards() throws Exception {
        try (LogLines log = new LogLines()) {
            Node node = holding(3);
            makeReadOnly();

            untilRefusedOften(node, 3);
            untilInHand(node, 3);
            assertThat(log.with("CLAIM0094")).hasSize(1);
            makeWritable();

            assertStoredOnce(node, 3);
            assertThat(database.count("fail_count > 0")).isZero();
            assertThat(log.with("CLAIM0146")).hasSize(1);
        }
    }

    @Test
    void a_single_outcome_for_a_table_that_takes_no_updates_is_kept() throws Exception {
        Node node = holding(1);
        refuseUpdates();
        int before = heartbeats.get();

        untilRefusedOften(node, 1);
        until(() -> heartbeats.get() > before + 2 || node.loop().inFlight() == 0);
        untilInHand(node, 1);
        allowUpdates();

        assertStoredOnce(node, 1);
        assertThat(database.count("fail_count > 0")).isZero();
    }

    @Test
    void outcomes_that_a_constraint_refuses_all_alike_are_kept() throws Exception {
        Node node = holding(3);
        constrain("action_logs", "state <> 'PROCESSED'");
        int before = heartbeats.get();

        untilRefusedOften(node, 3);
        until(() -> heartbeats.get() > before + 2 || node.loop().inFlight() == 0);
        untilInHand(node, 3);
        release("action_logs");

        assertStoredOnce(node, 3);
        assertThat(database.count("fail_count > 0")).isZero();
    }

    @Test
    void a_single_outcome_that_is_refused_for_its_own_content_is_given_up_in_the_end() throws Exception {
        Node node = holding(1);
        constrain("action_logs", "state <> 'PROCESSED'");

        gate.open();
        until(() -> node.loop().inFlight() == 0 || runs.get() > 1);

        until(() -> database.count("fail_count > 0") == 1);
        release("action_logs");
        until(() -> count(ActionState.PROCESSED) == 1);
    }

    @Test
    void an_outcome_that_is_refused_while_others_are_stored_is_given_up_however_seldom_they_come() throws Exception {
        Node node = running(working().set("lease", "PT1H").on("other", row -> Job.task(() -> {})));
        long refused = publishNow(node, "held");
        until(() -> gate.arrived() == 1);
        constrain("action_logs", "id <> " + refused + " OR state <> 'PROCESSED'");

        gate.open();
        try (LogLines log = new LogLines()) {
            until(() -> {
                if (count(ActionState.WAITING) == 0) {
                    publishNow(node, "other");
                }
                return !log.with("CLAIM0147").isEmpty();
            });
        }

        // the last of the others may still be claimed
        until(() -> count(ActionState.WAITING) == 0 && node.loop().inFlight() == 0);
        assertThat(database.text("state", refused)).isEqualTo("CLAIMED");
        assertThat(node.loop().leases()).as("no heartbeat holds it").isZero();
    }

    @Test
    void outcomes_that_are_all_refused_do_not_keep_the_node_from_claiming() throws Exception {
        Node node = running(working().set("lease", "PT1H").on("other", row -> Job.task(() -> {})));
        node.publisher()
                .publishAll(
                        WorkflowContract.numbers(3), (n, d) -> d.type("held").eligibleNow());
        until(() -> gate.arrived() == 3);
        constrain("action_logs", "type <> 'held' OR state <> 'PROCESSED'");
        untilRefusedOften(node, 3);

        long other = publishNow(node, "other");

        untilIs(other, ActionState.PROCESSED);
        assertThat(count(ActionState.CLAIMED)).isEqualTo(3);
    }

    @Test
    void as_many_refused_outcomes_as_there_are_places_do_not_stop_claiming_and_are_given_up() throws Exception {
        Node node =
                running(working().set("concurrency", "2").set("lease", "PT1H").on("other", row -> Job.task(() -> {})));
        node.publisher()
                .publishAll(
                        WorkflowContract.numbers(2), (n, d) -> d.type("held").eligibleNow());
        until(() -> gate.arrived() == 2);
        constrain("action_logs", "type <> 'held' OR state <> 'PROCESSED'");

        gate.open();
        try (LogLines log = new LogLines()) {
            until(() -> {
                if (count(ActionState.WAITING) == 0) {
                    publishNow(node, "other");
                }
                return log.with("CLAIM0147").size() == 2;
            });
        }

        until(() -> count(ActionState.PROCESSED) > 0 && count(ActionState.WAITING) == 0);
        until(() -> node.loop().inFlight() == 0);
    }

    /** The database says of the write test, and of nothing else, that it is read-only. */
    private Connection withoutWriteTests() throws SQLException {
        return refusing(
                connect(), Set.of("UPDATE action_logs_schema", "UPDATE audit_logs_schema"), "read-only", "25006");
    }

    static Connection refusing(Connection connection, Set<String> beginnings, String message, String state) {
        return (Connection) Proxy.newProxyInstance(
                RefusedWritesContract.class.getClassLoader(), new Class<?>[] {Connection.class}, (p, method, given) -> {
                    if (given != null
                            && given[0] instanceof String sql
                            && beginnings.stream().anyMatch(sql::startsWith)) {
                        throw new SQLException(message, state);
                    }
                    try {
                        return method.invoke(connection, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private Node.Builder atomic(Node.Builder builder) {
        return builder.on("atomic", row -> Job.atomic(runs::incrementAndGet));
    }

    @Test
    void an_atomic_task_that_is_given_back_waits_before_its_work_is_done_again() throws Exception {
        AtomicBoolean started = new AtomicBoolean();
        Node node = running(atomic(working().connections(() -> started.get() ? withoutWriteTests() : connect())));
        started.set(true);
        constrain("action_logs", "state <> 'PROCESSED'");
        long id = publishNow(node, "atomic");

        until(() -> runs.get() > 0 && count(ActionState.WAITING) == 1);
        assertThat(database.time("end_at", id)).isAfter(database.now());
        assertThat(database.text("fail_count", id)).isEqualTo("0");
    }

    @Test
    void a_write_test_that_is_broken_itself_excuses_no_atomic_task() throws Exception {
        database.reset("audit_logs");
        database.execute("ALTER TABLE audit_logs_schema DROP COLUMN write_tests");
        try (LogLines log = new LogLines()) {
            Node node = running(atomic(working())
                    .connections(database::connect)
                    .set("tables", "audit_logs")
                    .set("schema", "none"));
            constrain("audit_logs", "state <> 'PROCESSED'");
            node.publisher().publish(d -> d.type("atomic").table("audit_logs").eligibleNow());

            until(() -> database.query("SELECT id FROM audit_logs WHERE fail_count > 0")
                            .size()
                    == 1);
            assertThat(log.with("CLAIM0093")).hasSize(1);
        } finally {
            // a node that still tests whether it can write would be in the way: on Derby, a deadlock
            endAll();
            database.execute("DROP TABLE audit_logs_schema");
            database.reset("audit_logs");
        }
    }

    @Test
    void a_table_whose_rows_cannot_be_taken_back_hides_no_other_table() throws Exception {
        database.reset("audit_logs");
        try {
            Node dying = byHand(working()
                    .set("lease", "PT1H")
                    .connections(database::connect)
                    .set("tables", "audit_logs,action_logs"));
            dying.publisher().publish(d -> d.type("held").table("audit_logs").eligibleNow());
            long behind = publishNow(dying, "held");
            dying.scheduler().runOnce(2);
            until(() -> gate.arrived() == 2);
            dying.kill();
            endLeases();
            database.execute("UPDATE audit_logs SET lease_until = {ts '2020-01-01 00:00:00'}");
            constrain("audit_logs", "fail_count = 0");

            Node node = byHand(working()
                    .connections(() ->
                            refusing(database.connect(), Set.of("UPDATE audit_logs_schema"), "read-only", "25006"))
                    .set("tables", "audit_logs,action_logs"));
            assertThatThrownBy(() -> node.loop().recover()).hasMessageContaining("CLAIM0020");

            assertThat(database.text("state", behind)).isEqualTo("WAITING");
            assertThat(database.text("fail_count", behind)).isEqualTo("1");
        } finally {
            gate.open();
            writable();
            endAll();
            database.reset("audit_logs");
        }
    }

    @Test
    void rows_of_a_dead_node_that_the_table_refuses_to_take_back_cost_one_line_and_come_back() throws Exception {
        Node dying = byHand(working().set("lease", "PT1H"));
        dying.publisher()
                .publishAll(
                        WorkflowContract.numbers(3), (n, d) -> d.type("held").eligibleNow());
        dying.scheduler().runOnce(3);
        until(() -> gate.arrived() == 3);
        dying.kill();
        endLeases();
        refuseLaterTimes();
        gate.open();

        try (LogLines log = new LogLines()) {
            Node node = running(working());
            until(() -> refusals.get() >= 9);
            assertThat(log.with("CLAIM0182")).hasSize(1);
            release("action_logs");

            until(() -> count(ActionState.PROCESSED) == 3 && node.loop().inFlight() == 0);
            assertThat(database.count("fail_count = 1")).isEqualTo(3);
            until(() -> log.with("CLAIM0183").size() == 1);
        }
    }

    @Test
    void an_atomic_task_whose_completion_a_read_only_database_refuses_is_given_back_and_counts_nothing()
            throws Exception {
        Node node = running(working()
                .on(
                        "atomic",
                        row -> Job.atomic(() -> {
                            runs.incrementAndGet();
                            gate.pass();
                        })));
        long id = publishNow(node, "atomic");
        until(() -> gate.arrived() == 1);
        makeReadOnly();

        gate.open();
        until(() -> refusals.get() >= 3);
        makeWritable();

        untilIs(id, ActionState.PROCESSED);
        assertThat(runs).as("what was rolled back is done again").hasValue(2);
        assertThat(database.text("fail_count", id)).isEqualTo("0");
        assertThat(database.text("errors", id)).isNull();
    }

    @Test
    void without_the_table_of_the_version_nothing_is_proven_and_the_log_says_so_once() throws Exception {
        database.reset("audit_logs");
        database.execute("DROP TABLE audit_logs_schema");
        try (LogLines log = new LogLines()) {
            Node node = running(working()
                    .connections(database::connect)
                    .set("tables", "audit_logs")
                    .set("schema", "none"));
            long id = id(node.publisher()
                    .publish(d -> d.type("held").table("audit_logs").eligibleNow()));
            until(() -> gate.arrived() == 1);
            constrain("audit_logs", "state <> 'PROCESSED'");
            int before = heartbeats.get();

            untilRefusedOften(node, 1);
            until(() -> heartbeats.get() > before + 2 || node.loop().inFlight() == 0);
            untilInHand(node, 1);
            assertThat(log.with("CLAIM0093"))
                    .singleElement()
                    .asString()
                    .contains(
                            "WARNING",
                            "'audit_logs_schema'",
                            "claim-dispatch-classes.jar ddl",
                            "--table audit_logs --from 1");
            release("audit_logs");

            until(() -> database.query("SELECT state FROM audit_logs WHERE id = " + id)
                    .equals(List.of("PROCESSED")));
            assertThat(runs).hasValue(1);
        } finally {
            endAll();
            database.reset("audit_logs");
        }
    }
}
