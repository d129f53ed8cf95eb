package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.internal.batch.ScriptedJobs;
import io.claimdispatch.internal.store.Databases;
import jakarta.batch.runtime.BatchStatus;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Executions that name a row, and were not started for it: everyone who may start jobs can make them. */
abstract class BatchTrustContract extends PipelineTest {

    private final ScriptedJobs jobs = new ScriptedJobs();

    BatchTrustContract(Databases database) {
        super(database);
    }

    @BeforeEach
    void batchRuntime() {
        PlainBatch.use(jobs);
    }

    private Node.Builder batch() {
        return node().set("lease", "PT30S").on("work", row -> Job.batch("import"));
    }

    /** A row whose execution 1 is running, and whose node dies. */
    private long leftBehind() throws SQLException {
        Node dying = running(batch());
        long id = publishNow(dying, "work");
        until(() -> "1".equals(database.text("execution_id", id)));
        jobs.silent(new IllegalStateException("the node is dead"));
        dying.kill();
        jobs.silent(null);
        jobs.forgetCalls();
        return id;
    }

    /** An execution with the parameters of another one, some of them replaced. */
    private long forged(long of, Map<String, String> replaced) {
        Properties parameters = new Properties();
        parameters.putAll(jobs.getParameters(of));
        replaced.forEach(parameters::setProperty);
        long forged = jobs.start("import", parameters);
        jobs.forgetCalls();
        return forged;
    }

    @Test
    void an_execution_that_names_row_and_publication_but_no_claim_of_the_row_has_not_done_its_work() throws Exception {
        long id = leftBehind();
        jobs.obeying(false);
        long forged = forged(1, Map.of("claimDispatch.claim", "5"));
        jobs.end(forged, BatchStatus.COMPLETED);
        Node node = running(batch());

        endLeases();
        node.loop().recover();
        until(() -> is(id, ActionState.PROCESSED) || "3".equals(database.text("execution_id", id)));
        assertThat(database.text("state", id)).isEqualTo("CLAIMED");
        jobs.end(3, BatchStatus.COMPLETED);

        untilIs(id, ActionState.PROCESSED);
        assertThat(jobs.calls()).containsExactly("look for import", "stop 1", "restart 1");
    }

    @Test
    void the_execution_that_the_row_names_has_not_done_its_work_if_it_names_another_claim() throws Exception {
        long id = leftBehind();
        jobs.set(1, "claimDispatch.claim", "5");
        jobs.end(1, BatchStatus.COMPLETED);
        Node node = running(batch());

        endLeases();
        node.loop().recover();
        until(() -> is(id, ActionState.PROCESSED) || "2".equals(database.text("execution_id", id)));

        assertThat(database.text("state", id)).isEqualTo("CLAIMED");
        assertThat(database.text("reason", id)).startsWith("CLAIM0087").contains("execution 1", "execution 2");
        jobs.end(2, BatchStatus.COMPLETED);
        untilIs(id, ActionState.PROCESSED);
    }

    @Test
    void a_failed_or_running_execution_that_names_no_claim_of_the_row_is_neither_restarted_nor_stopped()
            throws Exception {
        for (boolean over : new boolean[] {true, false}) {
            database.reset();
            long before = jobs.instances("import");
            Node node = running(batch().set("retry.initial-delay", "PT1H"));
            long id = publishNow(node, "work");
            until(() -> database.text("execution_id", id) != null);
            long own = Long.parseLong(String.valueOf(database.text("execution_id", id)));
            String name = String.valueOf(database.text("claimed_by", id));
            jobs.end(own, BatchStatus.FAILED);
            untilIs(id, ActionState.WAITING);
            // as if it ran on this very node
            long forged = forged(own, Map.of("claimDispatch.claim", "5", "claimDispatch.node", name));
            if (over) {
                jobs.end(forged, BatchStatus.FAILED);
            }

            database.execute("UPDATE action_logs SET end_at = created_at");
            until(() -> !Long.toString(own).equals(database.text("execution_id", id)));

            assertThat(jobs.calls())
                    .contains("restart " + own)
                    .doesNotContain("restart " + forged, "stop " + forged, "start import");
            jobs.end(forged + 1, BatchStatus.COMPLETED);
            untilIs(id, ActionState.PROCESSED);
            assertThat(jobs.instances("import")).isEqualTo(before + 2);
            end(node);
        }
    }

    @Test
    void an_execution_of_a_lost_claim_is_found_though_the_row_has_not_got_its_id() throws Exception {
        long id = leftBehind();
        database.execute("UPDATE action_logs SET execution_id = NULL");
        jobs.end(1, BatchStatus.COMPLETED);
        Node node = running(batch());

        endLeases();
        node.loop().recover();

        untilIs(id, ActionState.PROCESSED);
        assertThat(jobs.calls()).containsExactly("look for import");
    }

    @Test
    void a_reader_of_the_row_cannot_learn_its_claims() throws Exception {
        Node node = running(batch().set("retry.initial-delay", "PT1H"));
        long id = publishNow(node, "work");
        until(() -> "1".equals(database.text("execution_id", id)));
        jobs.end(1, BatchStatus.FAILED);
        untilIs(id, ActionState.WAITING);

        assertThat(database.text("claim_token", id)).isNull();
        assertThat(database.text("errors", id))
                .containsPattern("\"claim\":\"[0-9a-f]{32}\"")
                .doesNotContain(jobs.getParameters(1).getProperty("claimDispatch.claim"));
    }
}
