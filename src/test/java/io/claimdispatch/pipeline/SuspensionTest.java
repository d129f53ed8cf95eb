package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.RunReport;
import io.claimdispatch.internal.batch.ScriptedJobs;
import io.claimdispatch.internal.store.Databases;
import jakarta.batch.runtime.BatchStatus;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The node of a suspended server claims nothing, lets running rows end within the limit, and continues by itself when
 * the server is resumed.
 */
class SuspensionTest extends PipelineTest {

    private final Gate gate = new Gate();
    private SuspendedServer server;

    SuspensionTest() {
        super(Databases.H2);
    }

    @BeforeEach
    void aServerThatSaysWhetherItRuns() throws Exception {
        server = new SuspendedServer();
    }

    @AfterEach
    void letAllGo() throws Exception {
        gate.open();
        server.close();
    }

    @Test
    void queued_rows_are_given_back_and_running_ones_end_and_are_stored() throws Exception {
        Node node = running(node().set("concurrency", "1")
                .set("lease", "PT1.5S")
                .set("drain", "PT1M")
                .on("held", row -> Job.task(gate::pass))
                .on("work", row -> Job.task(() -> {})));
        long held = publishNow(node, "held");
        until(() -> gate.arrived() == 1);
        publishNow(node, "work");
        publishNow(node, "work");
        node.scheduler().runOnce(5);
        assertThat(count(ActionState.CLAIMED)).isEqualTo(3);
        server.suspend();

        until(() -> count(ActionState.WAITING) == 2);
        Instant lease = database.time("lease_until", held);
        until(() -> database.now().isAfter(lease));

        assertThat(database.text("state", held)).as("its lease is renewed").isEqualTo("CLAIMED");
        gate.open();
        untilIs(held, ActionState.PROCESSED);
        assertThat(count(ActionState.WAITING)).isEqualTo(2);
        assertThat(count(ActionState.CLAIMED)).isZero();
        assertThat(database.count("fail_count > 0")).isZero();
    }

    @Test
    void a_task_that_takes_longer_than_the_limit_is_interrupted_given_back_and_runs_again_after_the_resume()
            throws Exception {
        Node node = running(node().set("drain", "PT0.3S")
                .on("work", row -> Job.task(gate::pass))
                .on(
                        "swallows",
                        row -> Job.task(() -> {
                            try {
                                gate.pass();
                            } catch (InterruptedException swallowed) {
                                // returns with its work undone
                            }
                        })));
        publishNow(node, "work");
        publishNow(node, "swallows");
        until(() -> gate.arrived() == 2);

        server.suspend();
        untilStates("WAITING 2");

        assertThat(database.count("fail_count > 0 OR errors IS NOT NULL")).isZero();
        until(() -> node.loop().inFlight() == 0);
        assertThat(gate.arrived()).as("none begins again meanwhile").isEqualTo(2);
        gate.open();
        server.resume();
        untilStates("PROCESSED 2");
        assertThat(gate.arrived()).isEqualTo(4);
    }

    @Test
    void a_task_that_ignores_even_the_interrupt_keeps_its_row_is_shown_and_runs_again_once_it_has_ended()
            throws Exception {
        Node node = running(node().set("drain", "PT0S").on("work", row -> Job.task(gate::passStubbornly)));
        long id = publishNow(node, "work");
        until(() -> gate.arrived() == 1);

        server.suspend();
        until(() -> !node.scheduler().stuckTasks().isEmpty());

        assertThat(gate.interrupts()).as("once").isEqualTo(1);
        assertThat(database.text("state", id)).isEqualTo("CLAIMED");
        gate.open();
        untilIs(id, ActionState.WAITING);
        server.resume();
        untilIs(id, ActionState.PROCESSED);
        assertThat(gate.arrived()).isEqualTo(2);
        assertThat(database.text("fail_count", id)).isEqualTo("0");
    }

    @Test
    void a_batch_execution_that_takes_longer_is_stopped_given_back_and_restarted_after_the_resume() throws Exception {
        ScriptedJobs jobs = new ScriptedJobs();
        PlainBatch.use(jobs);
        Node node = running(node().set("drain", "PT0.3S").on("work", row -> Job.batch("import")));
        long id = publishNow(node, "work");
        until(() -> "1".equals(database.text("execution_id", id)));

        server.suspend();
        untilIs(id, ActionState.WAITING);

        assertThat(jobs.calls()).containsOnlyOnce("stop 1");
        server.resume();
        until(() -> "2".equals(database.text("execution_id", id)));
        jobs.end(2, BatchStatus.COMPLETED);
        untilIs(id, ActionState.PROCESSED);
        assertThat(jobs.calls()).contains("restart 1").doesNotContain("stop 2");
        assertThat(database.text("fail_count", id)).isEqualTo("0");
    }

    @Test
    void nothing_is_claimed_until_the_server_is_resumed_and_then_by_itself() throws Exception {
        Node node = running(node().on("work", row -> Job.task(() -> {})));
        server.suspend();
        until(() -> !node.loop().isClaiming());
        long id = publishNow(node, "work");

        AtomicInteger ticks = new AtomicInteger();
        until(() -> ticks.incrementAndGet() == 20);
        assertThat(node.scheduler().runOnce()).isEqualTo(RunReport.NOTHING);
        assertThat(database.text("state", id)).isEqualTo("WAITING");
        assertThat(database.time("claimed_at", id)).isNull();

        server.resume();
        untilBySignal(() -> is(id, ActionState.PROCESSED));
    }

    @Test
    void a_type_that_another_node_has_paused_meanwhile_is_not_claimed_at_the_resume() throws Exception {
        Node other = byHand(node());
        Node node = running(node().on("paused", row -> Job.task(() -> {})).on("work", row -> Job.task(() -> {})));
        untilIs(publishNow(node, "work"), ActionState.PROCESSED);
        server.suspend();
        until(() -> !node.loop().isClaiming());
        other.actionLogs().pause("paused", "ann", "the shop is down");
        long paused = publishNow(other, "paused");
        long work = publishNow(other, "work");

        server.resume();
        untilIs(work, ActionState.PROCESSED);

        assertThat(database.text("state", paused)).isEqualTo("WAITING");
        assertThat(database.time("claimed_at", paused)).isNull();
        other.actionLogs().resume("paused", "ann");
        untilIs(paused, ActionState.PROCESSED);
    }
}
