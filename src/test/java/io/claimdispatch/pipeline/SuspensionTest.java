package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.RunReport;
import io.claimdispatch.internal.store.Databases;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that is suspended: its node takes on nothing, keeps what runs, and goes on by itself when it is resumed. */
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
                .set("lease", "PT3S")
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
    void what_another_node_has_paused_meanwhile_is_not_claimed_at_the_resume() throws Exception {
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
