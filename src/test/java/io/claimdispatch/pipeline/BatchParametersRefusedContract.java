package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.internal.batch.ScriptedJobs;
import io.claimdispatch.internal.store.Databases;
import jakarta.batch.operations.BatchRuntimeException;
import jakarta.batch.operations.JobStartException;
import jakarta.batch.runtime.BatchStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A job repository in this database whose column is too short for the parameters; the exception is the database's own. */
abstract class BatchParametersRefusedContract extends PipelineTest {

    private static final String LONG = "x".repeat(2_900);

    private final ScriptedJobs jobs = new ScriptedJobs();

    BatchParametersRefusedContract(Databases database) {
        super(database);
    }

    @BeforeEach
    void batchRuntime() {
        PlainBatch.use(jobs);
    }

    private Node.Builder batch() {
        return node().on("work", row -> Job.batch("import", Map.of("text", LONG, "rows", "10")));
    }

    private SQLException tooLong() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            return catchThrowableOfType(
                    SQLException.class,
                    () -> statement.execute("UPDATE action_logs SET idempotency_key = '" + LONG + "'"));
        }
    }

    @Test
    void parameters_too_long_for_the_job_repository_make_a_dead_letter_at_the_first_attempt() throws Exception {
        Node node = byHand(batch());
        long id = publishNow(node, "work");
        SQLException refused = tooLong();
        jobs.refuseStarts(() -> new BatchRuntimeException("failed to run a statement", refused));

        node.scheduler().runOnce();
        untilIs(id, ActionState.DEAD);

        assertThat(database.text("fail_count", id)).isEqualTo("1");
        assertThat(database.text("errors", id))
                .contains("CLAIM0086", "2900 in 'text'", "2 in 'rows'", "SQL state 22")
                .doesNotContain("xxx");
        assertThat(jobs.calls()).containsExactly("start import");
    }

    @Test
    void parameters_too_long_for_a_restart_make_a_dead_letter_and_no_second_start() throws Exception {
        Node node = running(batch());
        long id = publishNow(node, "work");
        until(() -> "1".equals(database.text("execution_id", id)));
        SQLException refused = tooLong();
        jobs.refuseRestarts(() -> new JobStartException("blanket", new IllegalStateException(refused)));

        jobs.end(1, BatchStatus.FAILED);
        untilIs(id, ActionState.DEAD);

        assertThat(database.text("fail_count", id)).isEqualTo("2");
        assertThat(database.text("errors", id)).contains("CLAIM0086");
        assertThat(jobs.calls()).containsOnlyOnce("start import").containsOnlyOnce("restart 1");
    }
}
