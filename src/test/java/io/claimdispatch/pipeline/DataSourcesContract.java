package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.claimdispatch.ActionState;
import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.Job;
import io.claimdispatch.internal.store.Databases;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Data sources with which publishing would not be atomic with the caller's work, and those with which it is. */
abstract class DataSourcesContract extends PipelineTest {

    DataSourcesContract(Databases database) {
        super(database);
    }

    @Test
    void a_data_source_that_takes_no_part_in_transactions_is_refused_and_the_row_of_the_version_is_repaired()
            throws SQLException {
        long before = writeTests();

        assertThatThrownBy(() -> running(node().withoutJta()))
                .hasStackTraceContaining("CLAIM0117")
                .hasStackTraceContaining("claim-dispatch.datasource");

        assertThat(writeTests()).isEqualTo(before);
        assertThat(database.count("1 = 1")).isZero();
    }

    @Test
    void a_data_source_that_takes_part_is_checked_with_one_connection_at_a_time_and_one_committed_change()
            throws Exception {
        long before = writeTests();
        SingleConnection one = new SingleConnection(database::connect);

        byHand(node().connections(one));
        endAll();

        assertThat(one.isAsked()).isTrue();
        assertThat(writeTests()).isEqualTo(before + 1);
    }

    @Test
    void without_validation_a_missing_table_does_not_fail_the_check_of_the_data_source() throws SQLException {
        database.reset("bare_logs");
        database.execute("DROP TABLE bare_logs_paused");
        try {
            Node node = byHand(node().set("schema", "none").set("tables", "bare_logs, never_made_logs"));

            assertThat(node.loop().nodeName()).isNotEmpty();
            endAll();
        } finally {
            database.reset("bare_logs");
            database.drop("bare_logs");
        }
    }

    @Test
    void without_validation_the_application_may_make_the_table_after_the_start() throws Exception {
        database.drop("action_logs");
        try {
            Node node = running(node().set("schema", "none").on("work", row -> Job.task(() -> {})));

            database.reset();

            publishNow(node, "work");
            untilStates("PROCESSED 1");
        } finally {
            endAll();
            database.reset();
        }
    }

    @Test
    void a_data_source_that_cannot_be_checked_for_transactions_is_logged_once() throws SQLException {
        database.execute("DELETE FROM action_logs_schema");
        try (LogLines log = new LogLines()) {
            byHand(node().withoutJta().set("schema", "none"));

            assertThat(log.with("CLAIM0105"))
                    .singleElement()
                    .asString()
                    .contains("WARNING", "'action_logs_schema'", "jta=false", "--from 1");
        } finally {
            endAll();
            database.execute("INSERT INTO action_logs_schema (one, version, compatible_from) VALUES (1, 4, 4)");
        }
    }

    @Test
    void a_second_resource_in_a_transaction_is_an_error_with_an_id_and_the_servers_error_as_its_cause()
            throws Exception {
        Node node = running(node().on("work", row -> Job.task(() -> {})));
        SQLException servers = new SQLException("IJ000457: Unchecked throwable in managedConnectionReconnected()");
        node.refuseToJoin(servers);

        ClaimDispatchException told = catchThrowableOfType(
                ClaimDispatchException.class, () -> LocalTransaction.separate(() -> publishNow(node, "work")));

        assertThat(told.id()).isEqualTo("CLAIM0119");
        assertThat(told)
                .hasMessageContaining("while publishing")
                .hasMessageContaining("claim-dispatch.datasource")
                .hasCause(servers);
        assertThat(database.count("1 = 1")).isZero();
    }

    @Test
    void a_second_resource_in_the_transaction_of_an_atomic_task_is_an_error_with_an_id_too() throws Exception {
        List<Node> self = new ArrayList<>();
        Node node = running(node().set("retry.max-attempts", "1")
                .on("work", row -> Job.atomic(() -> self.get(0).refuseToJoin(new SQLException("a second resource")))));
        self.add(node);

        long id = publishNow(node, "work");

        untilIs(id, ActionState.DEAD);
        assertThat(database.text("errors", id)).contains("CLAIM0119", "a second resource");
    }

    @Test
    void a_pool_without_a_free_connection_is_not_taken_for_a_second_resource() throws Exception {
        SingleConnection one = new SingleConnection(database::connect);
        Node node = byHand(node().connections(one));

        ClaimDispatchException told;
        try (Connection taken = one.take()) {
            assertThat(taken.isClosed()).isFalse();
            told = catchThrowableOfType(
                    ClaimDispatchException.class, () -> LocalTransaction.separate(() -> publishNow(node, "work")));
        }

        assertThat(told.id()).isEqualTo("CLAIM0020");
    }

    @Test
    void a_pool_that_has_waited_in_vain_is_not_asked_a_second_time() throws Exception {
        Thread publisher = Thread.currentThread();
        AtomicBoolean isExhausted = new AtomicBoolean();
        AtomicInteger asked = new AtomicInteger();
        Node node = byHand(node().connections(() -> {
            // one comes back between the first question and the second, for that one alone
            if (isExhausted.get() && Thread.currentThread() == publisher && asked.incrementAndGet() != 2) {
                throw new SQLTransientConnectionException("no connection is free");
            }
            return database.connect();
        }));
        isExhausted.set(true);

        ClaimDispatchException told = catchThrowableOfType(
                ClaimDispatchException.class, () -> LocalTransaction.separate(() -> publishNow(node, "work")));

        assertThat(told.id()).isEqualTo("CLAIM0020");
        assertThat(asked).hasValue(1);
    }

    private long writeTests() throws SQLException {
        return ((Number) database.query("SELECT write_tests FROM action_logs_schema")
                        .get(0))
                .longValue();
    }
}
