package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.LogProcessor;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Processor;
import io.claimdispatch.internal.batch.ScriptedJobs;
import io.claimdispatch.internal.common.MovedTime;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.watchdog.CallWatchdog;
import io.claimdispatch.spi.RetryPolicy;
import jakarta.annotation.Priority;
import jakarta.batch.runtime.BatchStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A call of foreign code that hangs: the node shows it, and continues all work that does not need its answer. */
class ForeignCallsTest extends PipelineTest {

    private static volatile Gate gate = new Gate();

    private final LogLines log = new LogLines();
    private final MovedTime time = MovedTime.running();

    ForeignCallsTest() {
        super(Databases.H2);
    }

    @BeforeEach
    void closed() {
        gate = new Gate();
    }

    @AfterEach
    void letAllGo() {
        gate.open();
        log.close();
        PlainBatch.use(new ScriptedJobs());
    }

    @Processor("family.*")
    static class Family implements LogProcessor {
        @Override
        public Job toJob(LogRecord row) {
            return Job.task(() -> {});
        }
    }

    private Node.Builder worker() {
        byHand(node()).actionLogs().pause("paused", "ann", "x");
        return node().time(time)
                .with(Family.class)
                .on("work", row -> Job.task(() -> {}))
                .on("paused", row -> Job.task(() -> {}));
    }

    /** A row of a type that no test's node asks anybody about. */
    private long ofADeadNode() throws Exception {
        long id = publishNow(byHand(node()), "nobodys");
        database.execute("UPDATE action_logs SET state = 'CLAIMED', claimed_by = 'dead', claim_token = 5,"
                + " claimed_at = end_at, lease_until = {ts '2020-01-01 00:00:00'} WHERE id = " + id);
        return id;
    }

    private void rowsOfDeadNodesAreTakenBack() throws Exception {
        untilIs(ofADeadNode(), ActionState.WAITING);
    }

    /** What is paused from before the node starts. */
    private void whatOthersResumeIsClaimed() throws Exception {
        Node other = byHand(node());
        long id = publishNow(other, "paused");
        other.actionLogs().resume("paused", "ann");
        untilIs(id, ActionState.PROCESSED);
    }

    private void typesThatOthersPublishAreFound() throws Exception {
        untilIs(publishNow(byHand(node()), "family.member"), ActionState.PROCESSED);
    }

    private void isShown(Node node, String doing) {
        assertThat(log.with("CLAIM0100")).isEmpty();
        // longer than database-timeout, and not twice as long: the database's own calls are all right
        time.pass(Duration.ofSeconds(31));
        until(() -> log.with("CLAIM0100").stream().anyMatch(line -> line.contains(doing)));
        assertThat(log.with("CLAIM0100"))
                .as("once, and with the stack of the thread")
                .singleElement()
                .asString()
                .contains("passStubbornly");
        assertThat(node.get(CallWatchdog.class).hungForeignCalls())
                .singleElement()
                .asString()
                .contains(doing);
    }

    @Test
    void a_job_repository_that_hangs_stops_neither_recovery_nor_pauses_nor_discovery() throws Exception {
        HangingJobs batch = HangingJobs.use();
        Node node = running(worker().on("batch", row -> Job.batch("import")));
        long id = publishNow(node, "batch");
        until(() -> "1".equals(database.text("execution_id", id)));

        batch.hangIn("getJobExecution");
        until(() -> batch.gate().arrived() > 0);

        rowsOfDeadNodesAreTakenBack();
        whatOthersResumeIsClaimed();
        typesThatOthersPublishAreFound();
        isShown(node, "getJobExecution");
        batch.hangIn("nothing");
        batch.gate().open();
        batch.jobs().end(1, BatchStatus.COMPLETED);
        untilIs(id, ActionState.PROCESSED);
        until(() -> node.get(CallWatchdog.class).hungForeignCalls().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void an_undeployment_ends_although_the_job_repository_hangs(boolean interrupted) throws Exception {
        HangingJobs batch = HangingJobs.use();
        Node node = running(worker().on("batch", row -> Job.batch("import")));
        long id = publishNow(node, "batch");
        until(() -> "1".equals(database.text("execution_id", id)));

        batch.hangIn("stop");
        CompletableFuture<Void> stopping = CompletableFuture.runAsync(() -> {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            node.stop();
        });

        untilBySignal(stopping::isDone);
        // its thread is told, and may need a moment to notice
        untilBySignal(() -> batch.gate().interrupts() > 0);
        assertThat(database.text("state", id)).isEqualTo("CLAIMED");
        batch.gate().open();
    }

    @Test
    void a_start_that_outlasts_the_undeployment_is_stopped_once_it_has_succeeded() throws Exception {
        HangingJobs batch = HangingJobs.use();
        batch.jobs().onStart(gate::passStubbornly);
        Node node = running(worker().on("batch", row -> Job.batch("import")));
        publishNow(node, "batch");
        until(() -> gate.arrived() == 1);

        node.stop();
        assertThat(batch.jobs().calls()).containsExactly("start import");
        gate.open();

        untilBySignal(() -> batch.jobs().calls().contains("stop 1"));
    }

    @Processor("stuck.*")
    static class Stuck extends Family {
        @Override
        public boolean supports(String type) {
            gate.passStubbornly();
            return true;
        }
    }

    @Test
    void a_processor_that_does_not_say_what_it_supports_stops_neither_claims_nor_recovery_nor_pauses()
            throws Exception {
        Node node = running(worker().with(Stuck.class));

        publishNow(node, "stuck.one");
        publishNow(node, "stuck.two");
        publishNow(node, "stuck.three");
        until(() -> gate.arrived() > 0);

        untilIs(publishNow(node, "work"), ActionState.PROCESSED);
        rowsOfDeadNodesAreTakenBack();
        whatOthersResumeIsClaimed();
        isShown(node, "supports");
    }

    @Alternative
    @Priority(10)
    @ApplicationScoped
    static class Undecided implements RetryPolicy {
        @Override
        public Optional<Duration> retryAfter(LogRecord row, Throwable error) {
            gate.passStubbornly();
            return Optional.empty();
        }
    }

    @Test
    void a_retry_policy_that_hangs_in_the_recovery_stops_neither_pauses_nor_discovery() throws Exception {
        Node node = running(worker().with(Undecided.class));

        long dead = ofADeadNode();
        until(() -> gate.arrived() > 0);

        whatOthersResumeIsClaimed();
        typesThatOthersPublishAreFound();
        isShown(node, "the retry policy");
        gate.open();
        untilIs(dead, ActionState.DEAD);
    }
}
