package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.internal.batch.ScriptedJobs;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.lease.HeldLeases;
import io.claimdispatch.internal.store.lease.RowLeases;
import io.claimdispatch.internal.store.row.ClaimRef;
import jakarta.batch.operations.JobExecutionAlreadyCompleteException;
import jakarta.batch.operations.JobExecutionNotMostRecentException;
import jakarta.batch.operations.JobRestartException;
import jakarta.batch.operations.JobStartException;
import jakarta.batch.operations.NoSuchJobExecutionException;
import jakarta.batch.runtime.BatchStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a further attempt of a batch row makes of the execution that an earlier one has left. */
class BatchRestartTest extends PipelineTest {

    private final ScriptedJobs jobs = new ScriptedJobs();
    private volatile String job = "import";

    BatchRestartTest() {
        super(Databases.H2);
    }

    @BeforeEach
    void batchRuntime() {
        PlainBatch.use(jobs);
    }

    private Node.Builder batch() {
        return node().set("lease", "PT30S").on("work", row -> Job.batch(job));
    }

    /** The node that had it dies, as far as the database is concerned. */
    private void leaseEnds(Node node, long id) throws SQLException {
        database.execute("UPDATE action_logs SET lease_until = TIMESTAMP '2020-01-01 00:00:00' WHERE id = " + id);
        node.loop().recover();
    }

    /** A row that a node has claimed whose execution 1 then runs, and which dies. */
    private long leftBehind() throws SQLException {
        Node dying = running(batch());
        long id = publishNow(dying, "work");
        until(() -> "1".equals(database.text("execution_id", id)));
        kill(dying);
        return id;
    }

    /** A node that dies stops nothing. */
    private void kill(Node node) {
        jobs.silent(new IllegalStateException("the node is dead"));
        node.kill();
        jobs.silent(null);
        jobs.forgetCalls();
    }

    @Test
    void a_failed_execution_is_restarted_by_the_next_attempt() throws Exception {
        Node node = running(batch());
        long id = publishNow(node, "work");
        until(() -> jobs.calls().size() == 1);

        jobs.end(1, BatchStatus.FAILED);
        until(() -> jobs.calls().contains("restart 1"));
        jobs.end(2, BatchStatus.COMPLETED);

        untilIs(id, ActionState.PROCESSED);
        assertThat(jobs.calls()).containsOnlyOnce("start import");
        assertThat(jobs.getParameters(2)).containsEntry("claimDispatch.attempt", "2");
        assertThat(database.text("execution_id", id)).isEqualTo("2");
        assertThat(database.text("reason", id)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                JobRestartException.class,
                JobExecutionNotMostRecentException.class,
                JobExecutionAlreadyCompleteException.class,
                NoSuchJobExecutionException.class,
                JobStartException.class
            })
    void where_the_restart_is_refused_the_job_is_started_anew_and_the_row_says_so(Class<RuntimeException> refusal)
            throws Exception {
        RuntimeException refused = refusal.getConstructor(String.class).newInstance("is not restartable");
        jobs.refuseRestarts(() -> refused);
        Node node = running(batch());
        long id = publishNow(node, "work");
        until(() -> jobs.instances("import") == 1);

        jobs.end(1, BatchStatus.FAILED);
        until(() -> jobs.instances("import") == 2);
        jobs.end(2, BatchStatus.COMPLETED);

        untilIs(id, ActionState.PROCESSED);
        assertThat(database.text("reason", id))
                .startsWith("CLAIM0080")
                .contains("execution 1", "is not restartable", "execution 2");
    }

    @Test
    void a_repository_that_does_not_answer_makes_a_failed_attempt_and_no_second_start() throws Exception {
        Node node = running(batch().set("retry.initial-delay", "PT1H"));
        long id = publishNow(node, "work");
        until(() -> jobs.calls().size() == 1);
        jobs.end(1, BatchStatus.FAILED);
        until(() -> "1".equals(database.text("fail_count", id)));

        jobs.refuseRestarts(() -> new IllegalStateException("no connection"));
        database.execute("UPDATE action_logs SET end_at = created_at");
        until(() -> "2".equals(database.text("fail_count", id)));

        assertThat(database.text("errors", id)).contains("no connection");
        assertThat(jobs.calls()).containsOnlyOnce("start import");
        jobs.refuseRestarts(null);
        database.execute("UPDATE action_logs SET end_at = created_at");
        until(() -> jobs.calls().stream().filter("restart 1"::equals).count() == 2);
    }

    @Test
    void an_execution_left_running_by_a_dead_node_is_restarted() throws Exception {
        long id = leftBehind();
        jobs.obeying(false);
        Node node = running(batch());

        leaseEnds(node, id);
        until(() -> "2".equals(database.text("execution_id", id)));
        jobs.end(2, BatchStatus.COMPLETED);

        untilIs(id, ActionState.PROCESSED);
        assertThat(jobs.calls())
                .as("asked to stop first, should its node live")
                .containsExactly("look for import", "stop 1", "restart 1");
        assertThat(database.text("execution_id", id)).isEqualTo("2");
    }

    @Test
    void an_execution_left_running_that_cannot_be_restarted_is_abandoned_and_started_anew() throws Exception {
        long id = leftBehind();
        jobs.obeying(false);
        jobs.refuseRestarts(() -> new JobRestartException("is running"));
        Node node = running(batch());

        leaseEnds(node, id);
        until(() -> "2".equals(database.text("execution_id", id)));

        assertThat(jobs.calls()).containsExactly("look for import", "stop 1", "restart 1", "abandon 1", "start import");
        assertThat(database.text("reason", id)).startsWith("CLAIM0080").contains("is running");
        jobs.end(2, BatchStatus.COMPLETED);
        untilIs(id, ActionState.PROCESSED);
    }

    @Test
    void an_execution_that_completed_after_its_node_had_died_is_not_run_again() throws Exception {
        long id = leftBehind();
        jobs.end(1, BatchStatus.COMPLETED);
        Node node = running(batch());

        leaseEnds(node, id);

        untilIs(id, ActionState.PROCESSED);
        assertThat(jobs.calls()).containsExactly("look for import");
    }

    @Test
    void an_abandoned_execution_is_started_anew_and_the_row_says_so() throws Exception {
        Node node = running(batch());
        long id = publishNow(node, "work");
        until(() -> jobs.calls().size() == 1);

        jobs.end(1, BatchStatus.ABANDONED);
        until(() -> "2".equals(database.text("execution_id", id)));

        assertThat(database.text("reason", id)).startsWith("CLAIM0081");
        assertThat(jobs.calls()).doesNotContain("restart 1");
    }

    @Test
    void an_execution_of_another_job_than_the_processor_asks_for_now_is_not_restarted() throws Exception {
        Node node = running(batch());
        long id = publishNow(node, "work");
        until(() -> jobs.calls().size() == 1);

        job = "import2";
        jobs.end(1, BatchStatus.FAILED);
        until(() -> jobs.calls().contains("start import2"));

        until(() -> "2".equals(database.text("execution_id", id)));
        assertThat(database.text("reason", id)).startsWith("CLAIM0082").contains("'import'", "'import2'");
    }

    @Test
    void an_execution_whose_id_was_never_stored_is_found_again() throws Exception {
        AtomicBoolean away = new AtomicBoolean(true);
        Node dying = running(batch().role(RowLeases.class, leases -> new RowLeases() {
            @Override
            public Set<Long> renew(Connection connection, TableName table, String node, HeldLeases held, Duration lease)
                    throws SQLException {
                return leases.renew(connection, table, node, held, lease);
            }

            @Override
            public boolean touch(Connection connection, ClaimRef ref) throws SQLException {
                return leases.touch(connection, ref);
            }

            @Override
            public boolean recordExecution(Connection connection, ClaimRef ref, long executionId, @Nullable String note)
                    throws SQLException {
                if (away.get()) {
                    throw new SQLException("the node dies before this");
                }
                return leases.recordExecution(connection, ref, executionId, note);
            }
        }));
        long id = publishNow(dying, "work");
        until(() -> jobs.calls().size() == 1);
        kill(dying);
        // others of the same job have come since, and one of a row with the same id in another database
        for (int i = 0; i < 5; i++) {
            jobs.start("import", jobs.getParameters(1));
            jobs.set(2 + i, "claimDispatch.published", "2020-01-01T00:00:00Z");
        }
        jobs.end(1, BatchStatus.FAILED);
        assertThat(database.text("execution_id", id)).isNull();
        Node node = running(batch());

        leaseEnds(node, id);
        until(() -> jobs.calls().contains("restart 1"));

        until(() -> "7".equals(database.text("execution_id", id)));
        assertThat(database.text("reason", id)).isNull();
    }

    @Test
    void the_search_for_an_execution_ends_where_they_are_older_than_the_row() throws Exception {
        for (int i = 1; i <= 3; i++) {
            jobs.start("import", new Properties());
            jobs.created(i, Instant.now().minus(Duration.ofDays(2)));
        }
        Node node = running(batch());
        long id = publishNow(node, "work");
        until(() -> "4".equals(database.text("execution_id", id)));
        database.execute("UPDATE action_logs SET execution_id = 1");
        jobs.set(4, "claimDispatch.published", "2020-01-01T00:00:00Z");

        leaseEnds(node, id);

        until(() -> "5".equals(database.text("execution_id", id)));
        assertThat(jobs.looked()).as("instances").containsExactly(4L, 3L);
    }

    @Test
    void the_search_for_a_newer_execution_ends_at_the_one_that_the_row_names() throws Exception {
        jobs.start("import", new Properties());
        Node node = running(batch());
        long id = publishNow(node, "work");
        until(() -> "2".equals(database.text("execution_id", id)));
        jobs.start("import", new Properties());

        jobs.end(2, BatchStatus.FAILED);
        until(() -> jobs.calls().contains("restart 2"));

        assertThat(jobs.looked()).as("instances").containsExactly(2L, 3L);
    }

    @Test
    void the_execution_of_a_first_attempt_is_not_searched_for() throws Exception {
        Node node = running(batch());
        long id = publishNow(node, "work");
        until(() -> "1".equals(database.text("execution_id", id)));

        long another = publishNow(node, "work");
        until(() -> "2".equals(database.text("execution_id", another)));

        assertThat(jobs.calls()).containsExactly("start import", "start import");
        assertThat(database.text("execution_id", id)).isEqualTo("1");
    }

    @Test
    void an_execution_that_runs_on_this_very_node_is_adopted_by_the_next_claim() throws Exception {
        Node node = running(batch());
        long id = publishNow(node, "work");
        until(() -> "1".equals(database.text("execution_id", id)));

        // a node does not recover rows that it holds itself
        leaseEnds(byHand(node()), id);
        until(() -> "1".equals(database.text("fail_count", id)) && is(id, ActionState.CLAIMED));
        until(() -> node.loop().leases() == 1);
        jobs.end(1, BatchStatus.COMPLETED);

        untilIs(id, ActionState.PROCESSED);
        assertThat(jobs.calls()).doesNotContain("restart 1").containsOnlyOnce("start import");
        until(() -> node.loop().inFlight() == 0);
        assertThat(node.loop().leases()).isZero();
    }

    @Test
    void an_execution_that_the_server_has_started_again_by_itself_is_adopted() throws Exception {
        Node node = running(batch().set("retry.initial-delay", "PT1H"));
        long id = publishNow(node, "work");
        until(() -> "1".equals(database.text("execution_id", id)));
        jobs.end(1, BatchStatus.FAILED);
        untilIs(id, ActionState.WAITING);

        jobs.goOn(1);
        database.execute("UPDATE action_logs SET end_at = created_at");
        until(() -> "2".equals(database.text("execution_id", id)));
        jobs.end(2, BatchStatus.COMPLETED);

        untilIs(id, ActionState.PROCESSED);
        assertThat(jobs.calls()).doesNotContain("restart 1", "restart 2").containsOnlyOnce("start import");
    }

    @Test
    void a_dead_letter_whose_execution_was_stopped_goes_on_from_there_when_it_is_requeued() throws Exception {
        Node node = running(batch());
        long id = publishNow(node, "work");
        until(() -> "1".equals(database.text("execution_id", id)));
        jobs.end(1, BatchStatus.STOPPED);
        untilIs(id, ActionState.DEAD);
        assertThat(database.text("errors", id)).contains("CLAIM0084");

        database.execute(
                "UPDATE action_logs SET state = 'WAITING', fail_count = 0, claimed_at = NULL, claimed_by = NULL,"
                        + " claim_token = NULL WHERE state = 'DEAD'");
        until(() -> jobs.calls().contains("restart 1"));
        jobs.end(2, BatchStatus.COMPLETED);

        untilIs(id, ActionState.PROCESSED);
    }

    @Test
    void an_undeployment_stops_what_still_runs_and_gives_it_back_to_go_on_elsewhere() throws Exception {
        Node leaving = running(batch());
        long id = publishNow(leaving, "work");
        until(() -> "1".equals(database.text("execution_id", id)));

        leaving.stop();

        assertThat(jobs.calls()).contains("stop 1");
        assertThat(database.text("state", id)).isEqualTo("WAITING");
        assertThat(database.text("fail_count", id)).isEqualTo("0");
        running(batch());
        until(() -> jobs.calls().contains("restart 1"));
        jobs.end(2, BatchStatus.COMPLETED);
        untilIs(id, ActionState.PROCESSED);
        assertThat(jobs.calls()).containsOnlyOnce("start import");
    }

    @Test
    void an_undeployment_waits_for_executions_that_end_in_time() throws Exception {
        Node leaving = running(batch().set("drain", "PT20S"));
        long id = publishNow(leaving, "work");
        until(() -> "1".equals(database.text("execution_id", id)));

        Thread undeployment = new Thread(leaving::stop);
        undeployment.start();
        untilBySignal(() -> !leaving.loop().isClaiming());
        jobs.end(1, BatchStatus.COMPLETED);
        undeployment.join(LONGEST.toMillis());

        assertThat(database.text("state", id)).isEqualTo("PROCESSED");
        assertThat(jobs.calls()).doesNotContain("stop 1");
    }

    @Test
    @Timeout(30)
    void an_undeployment_ends_in_time_though_an_execution_does_not_and_its_row_stays_claimed() throws Exception {
        jobs.obeying(false);
        Node leaving = running(batch());
        long id = publishNow(leaving, "work");
        until(() -> "1".equals(database.text("execution_id", id)));

        leaving.stop();

        assertThat(database.text("state", id)).isEqualTo("CLAIMED");
        assertThat(jobs.calls()).containsOnlyOnce("stop 1");
    }
}
