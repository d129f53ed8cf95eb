package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.LogRecord;
import io.claimdispatch.internal.batch.ScriptedJobs;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.spi.RetryPolicy;
import jakarta.annotation.Priority;
import jakarta.batch.operations.JobRestartException;
import jakarta.batch.operations.JobStartException;
import jakarta.batch.operations.NoSuchJobException;
import jakarta.batch.runtime.BatchStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Starts that fail: which are tried again, and which are not. The job {@code present} has an XML, {@code import} none. */
class BatchStartFailuresTest extends PipelineTest {

    private final ScriptedJobs jobs = new ScriptedJobs();
    private volatile String job = "import";

    BatchStartFailuresTest() {
        super(Databases.H2);
    }

    @BeforeEach
    void batchRuntime() {
        PlainBatch.use(jobs);
    }

    private Node node(String retryAfter) {
        return running(node().set("retry.initial-delay", retryAfter).on("work", row -> Job.batch(job)));
    }

    private void due() throws SQLException {
        database.execute("UPDATE action_logs SET end_at = created_at");
    }

    @Test
    void a_job_whose_xml_is_missing_makes_a_dead_letter_at_the_first_attempt_that_says_so() throws Exception {
        jobs.refuseStarts(() -> new JobStartException("no job import"));

        long id = publishNow(node("PT0S"), "work");
        untilIs(id, ActionState.DEAD);

        assertThat(database.text("fail_count", id)).isEqualTo("1");
        assertThat(database.text("errors", id))
                .contains("CLAIM0085", "META-INF/batch-jobs/import.xml is not in this application", "no job import");
        assertThat(jobs.calls()).containsExactly("start import");
    }

    @Test
    void a_job_whose_xml_is_no_job_makes_a_dead_letter_at_the_first_attempt_that_says_so() throws Exception {
        job = "present";
        jobs.refuseStarts(() -> new JobStartException(new IllegalStateException(new XMLStreamException("no end tag"))));

        long id = publishNow(node("PT0S"), "work");
        untilIs(id, ActionState.DEAD);

        assertThat(database.text("errors", id))
                .contains("CLAIM0085", "META-INF/batch-jobs/present.xml cannot be read", "no end tag");
        assertThat(jobs.calls()).containsExactly("start present");
    }

    @Test
    void a_job_whose_xml_is_gone_since_its_last_execution_makes_a_dead_letter_too() throws Exception {
        Node node = node("PT1H");
        long id = publishNow(node, "work");
        until(() -> "1".equals(database.text("execution_id", id)));
        jobs.end(1, BatchStatus.FAILED);
        untilIs(id, ActionState.WAITING);
        // as WildFly does: an execution of a job that the deployment has not got cannot even be looked at
        jobs.forget(new NoSuchJobException("no job import"));
        jobs.refuseStarts(() -> new JobStartException("no job import"));
        jobs.set(1, "claimDispatch.published", "2020-01-01T00:00:00Z");

        due();
        untilIs(id, ActionState.DEAD);

        assertThat(database.text("fail_count", id)).isEqualTo("2");
        assertThat(database.text("errors", id)).contains("CLAIM0085");
    }

    /** Waits for an XML to be deployed. */
    @Alternative
    @Priority(1)
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
    void a_retry_policy_may_let_a_job_whose_xml_is_missing_wait_for_it() throws Exception {
        jobs.refuseStarts(() -> new JobStartException("no job import"));
        Node node = running(node().with(Patient.class).on("work", row -> Job.batch(job)));
        long id = publishNow(node, "work");
        until(() -> "1".equals(database.text("fail_count", id)));
        assertThat(is(id, ActionState.WAITING)).isTrue();
        assertThat(database.text("errors", id)).contains("CLAIM0085");

        jobs.refuseStarts(null);
        due();

        until(() -> "1".equals(database.text("execution_id", id)));
    }

    @Test
    void a_start_that_fails_for_a_reason_unknown_is_tried_again() throws Exception {
        job = "present";
        jobs.refuseStarts(() -> new JobStartException("no thread"));
        long id = publishNow(node("PT1H"), "work");
        until(() -> "1".equals(database.text("fail_count", id)));
        assertThat(is(id, ActionState.WAITING)).isTrue();

        jobs.refuseStarts(null);
        due();

        until(() -> "1".equals(database.text("execution_id", id)));
        assertThat(database.text("errors", id)).contains("no thread");
    }

    @Test
    void a_start_that_fails_since_the_repository_is_away_is_tried_again_whatever_else_it_looks_like() throws Exception {
        jobs.refuseStarts(() -> new JobStartException(new SQLException("connection refused", "08001")));
        long id = publishNow(node("PT1H"), "work");
        until(() -> "1".equals(database.text("fail_count", id)));
        assertThat(is(id, ActionState.WAITING)).isTrue();

        jobs.refuseStarts(null);
        due();

        until(() -> "1".equals(database.text("execution_id", id)));
        assertThat(database.text("errors", id)).contains("connection refused");
    }

    @Test
    void a_restart_that_fails_since_the_repository_is_away_is_no_refusal_and_starts_nothing_anew() throws Exception {
        Node node = node("PT1H");
        long id = publishNow(node, "work");
        until(() -> "1".equals(database.text("execution_id", id)));
        jobs.end(1, BatchStatus.FAILED);
        untilIs(id, ActionState.WAITING);
        jobs.refuseRestarts(() -> new JobRestartException(new SQLException("connection refused", "08001")));

        due();
        until(() -> "2".equals(database.text("fail_count", id)));
        jobs.refuseRestarts(null);
        due();
        until(() -> "2".equals(database.text("execution_id", id)));

        assertThat(jobs.calls()).containsOnlyOnce("start import");
        assertThat(jobs.instances("import")).isEqualTo(1);
        assertThat(database.text("reason", id)).isNull();
    }

    @Test
    void a_parameter_with_a_character_that_the_repository_refuses_makes_a_dead_letter() throws Exception {
        jobs.refuseStarts(() -> new JobStartException(new SQLDataException("invalid byte sequence: 0x00", "22021")));

        long id = publishNow(node("PT0S"), "work");
        untilIs(id, ActionState.DEAD);

        assertThat(database.text("fail_count", id)).isEqualTo("1");
        assertThat(database.text("errors", id)).contains("CLAIM0086", "22021", "yours have none");
    }
}
