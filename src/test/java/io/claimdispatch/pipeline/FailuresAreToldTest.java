package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.Job;
import io.claimdispatch.LogRecord;
import io.claimdispatch.internal.batch.ScriptedJobs;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.EachDatabase;
import io.claimdispatch.internal.store.completion.RowCompletions;
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.spi.RetryPolicy;
import jakarta.annotation.Priority;
import jakarta.batch.runtime.BatchStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;

/**
 * What the row and the log say of failed attempts and of dead letters. The texts are made in Java; so one database in the JVM and one that
 * is a server do.
 */
@ParameterizedClass
@EachDatabase({Databases.H2, Databases.POSTGRESQL})
class FailuresAreToldTest extends PipelineTest {

    private static final String FAILED = "CLAIM0098";
    private static final String DEAD = "CLAIM0099";

    private final LogLines log = new LogLines();

    FailuresAreToldTest(Databases database) {
        super(database);
    }

    @AfterEach
    void endOfLog() {
        log.close();
    }

    private static void fail(int depth) throws IOException {
        if (depth > 0) {
            fail(depth - 1);
        } else {
            throw new IOException("the disk is full");
        }
    }

    /** Sixty frames of the outermost exception before the cause. */
    private static void failDeeply(int depth) {
        if (depth > 0) {
            failDeeply(depth - 1);
        } else {
            try {
                fail(3);
            } catch (IOException e) {
                throw new IllegalStateException("not written", e);
            }
        }
    }

    private Node.Builder failing(int attempts) {
        return node().set("retry.max-attempts", "" + attempts).on("work", row -> Job.task(() -> failDeeply(60)));
    }

    @Test
    void the_row_keeps_the_cause_however_deep_it_lies() throws Exception {
        Node node = running(failing(1));

        long id = publishNow(node, "work");

        untilStates("DEAD 1");
        assertThat(Attempts.of(database, id).get(0).getString("error"))
                .startsWith(
                        "java.lang.IllegalStateException: not written\nCaused by: java.io.IOException: the disk is full\n")
                .hasSizeLessThanOrEqualTo(4_000);
    }

    @Test
    void each_failed_attempt_is_one_line_and_the_dead_letter_one_more_with_its_stack() throws Exception {
        Node node = running(failing(3));

        long id = publishNow(node, "work");

        untilStates("DEAD 1");
        until(() -> node.loop().inFlight() == 0 && log.with(DEAD).size() == 1);
        assertThat(log.with(FAILED))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .startsWith("INFO ")
                        .contains(
                                "action_logs#" + id,
                                "'work'",
                                "not written; caused by java.io.IOException: the disk is full"));
        assertThat(log.with(FAILED).get(0)).contains("attempt 1 ");
        assertThat(log.with(DEAD))
                .singleElement()
                .asString()
                .startsWith("WARNING ")
                .contains(
                        "action_logs#" + id,
                        "'work'",
                        "attempt 3",
                        "\tat io.claimdispatch.pipeline.FailuresAreToldTest.failDeeply",
                        "Caused by: java.io.IOException: the disk is full");
    }

    /** Refuses to store, after the statement, as many times as are to fail. */
    private static RowCompletions refusing(RowCompletions completions, AtomicInteger failures) {
        return (connection, table, all) -> {
            Set<ClaimRef> stored = completions.complete(connection, table, all);
            if (!all.isEmpty() && failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new SQLException("deadlock", "40001");
            }
            return stored;
        };
    }

    @Test
    void a_failure_that_cannot_be_stored_at_first_is_logged_once_and_not_before_it_is_stored() throws Exception {
        AtomicInteger failures = new AtomicInteger(5);
        Node node = running(failing(1).role(RowCompletions.class, completions -> refusing(completions, failures)));

        publishNow(node, "work");

        until(() -> {
            boolean isOpen = failures.get() > 0;
            assertThat(log.with(DEAD)).hasSizeLessThanOrEqualTo(isOpen ? 0 : 1);
            return !isOpen;
        });
        untilStates("DEAD 1");
        until(() -> node.loop().inFlight() == 0 && !log.with(DEAD).isEmpty());
        assertThat(log.with(DEAD)).hasSize(1);
    }

    /** The first commit of an outcome is done, and not answered. */
    private final class Unanswered {
        private final AtomicInteger left = new AtomicInteger(1);
        private final ThreadLocal<Boolean> loses = ThreadLocal.withInitial(() -> false);

        Connection connect() throws SQLException {
            Connection connection = database.connect();
            return (Connection) Proxy.newProxyInstance(
                    FailuresAreToldTest.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, given) -> {
                        Object result;
                        try {
                            result = method.invoke(connection, given);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                        if (method.getName().equals("commit") && loses.get()) {
                            loses.remove();
                            throw new SQLException("no answer", "08006");
                        }
                        return result;
                    });
        }

        RowCompletions of(RowCompletions completions) {
            return (connection, table, all) -> {
                loses.set(left.getAndDecrement() > 0);
                return completions.complete(connection, table, all);
            };
        }
    }

    @Test
    void a_failure_whose_commit_was_not_answered_is_logged_once_it_is_found_stored() throws Exception {
        Unanswered unanswered = new Unanswered();
        Node node = running(failing(1)
                .set("coordinators", "1")
                .role(RowCompletions.class, unanswered::of)
                .connections(unanswered::connect));

        publishNow(node, "work");

        until(() -> !log.with(DEAD).isEmpty());
        until(() -> node.loop().inFlight() == 0);
        assertThat(log.with(DEAD)).hasSize(1);
        assertThat(node.loop().lostLeases()).isZero();
    }

    @Test
    void a_failure_of_a_row_that_another_claim_has_by_now_is_not_logged() throws Exception {
        Gate gate = new Gate();
        Node node = running(node().on(
                        "work",
                        row -> Job.task(() -> {
                            gate.pass();
                            throw new IllegalStateException("too late");
                        })));
        publishNow(node, "work");
        until(() -> gate.arrived() == 1);
        database.execute("UPDATE action_logs SET claim_token = claim_token + 1");

        gate.open();

        until(() -> node.loop().lostLeases() == 1);
        assertThat(log.with(FAILED)).isEmpty();
    }

    @Test
    void rows_of_a_dead_node_are_logged_by_the_node_that_takes_them_back() throws Exception {
        Gate never = new Gate();
        Node dying = byHand(node().on("work", row -> Job.task(never::pass)));
        long id = publishNow(dying, "work");
        dying.scheduler().runOnce();
        dying.kill();
        endLeases();

        byHand(node().set("retry.max-attempts", "1")).loop().recover();

        assertThat(log.with(DEAD)).singleElement().asString().contains("action_logs#" + id, "CLAIM0064");
    }

    @Test
    void the_failure_of_an_atomic_task_is_logged() throws Exception {
        Node node = running(node().set("retry.max-attempts", "1")
                .on(
                        "work",
                        row -> Job.atomic(() -> {
                            throw new IllegalStateException("rolled back");
                        })));

        publishNow(node, "work");

        untilStates("DEAD 1");
        until(() -> !log.with(DEAD).isEmpty());
        assertThat(log.with(DEAD)).singleElement().asString().contains("rolled back");
    }

    @Test
    void the_failure_of_a_batch_execution_is_logged() throws Exception {
        ScriptedJobs jobs = new ScriptedJobs();
        PlainBatch.use(jobs);
        Node node = running(node().set("retry.max-attempts", "1").on("work", row -> Job.batch("import")));
        long id = publishNow(node, "work");
        until(() -> database.text("execution_id", id) != null);

        jobs.end(Long.parseLong(database.text("execution_id", id)), BatchStatus.FAILED);

        untilStates("DEAD 1");
        until(() -> !log.with(DEAD).isEmpty());
        assertThat(log.with(DEAD)).singleElement().asString().contains("CLAIM0065");
    }

    /** Waits for a payload to be corrected. */
    @Alternative
    @Priority(10)
    @ApplicationScoped
    static class Patient implements RetryPolicy {
        @Override
        public Optional<Duration> retryAfter(LogRecord row, Throwable error) {
            return Optional.empty();
        }

        @Override
        public Optional<Duration> retryHopeless(LogRecord row, Throwable error) {
            return Optional.of(Duration.ofHours(1));
        }
    }

    @Test
    void a_retry_policy_is_asked_about_a_row_that_no_node_can_read_too() throws Exception {
        Node node = byHand(node().with(Patient.class)
                .on(
                        "work",
                        row -> Job.task(() -> {
                            row.payload(String.class);
                        })));
        long id = publishNow(node, "work");
        database.execute("UPDATE action_logs SET payload = 'no json'");

        node.scheduler().runOnce();

        until(() -> !log.with(FAILED).isEmpty());
        assertThat(states()).isEqualTo("WAITING 1");
        assertThat(log.with(FAILED)).singleElement().asString().contains("CLAIM0070", "PT1H");
        assertThat(database.text("fail_count", id)).isEqualTo("1");
    }
}
