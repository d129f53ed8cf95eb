package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.EachDatabase;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;

/** A node that was cut off for longer than its leases does not begin with what others may have by then. */
@ParameterizedClass
@EachDatabase({Databases.H2, Databases.POSTGRESQL, Databases.MARIADB})
class LocalLeaseTest extends PipelineTest {

    private static final Duration LEASE = Duration.ofSeconds(1);

    private final List<Long> ranOnFirst = new CopyOnWriteArrayList<>();
    private final List<Long> ranOnOther = new CopyOnWriteArrayList<>();

    LocalLeaseTest(Databases database) {
        super(database);
    }

    /** One of its five rows runs, and is held by the gate; the others wait behind it. */
    private Node withOneRunningAndFourQueued(Gate gate) {
        return withOneRunningAndFourQueued(gate, LEASE);
    }

    private Node withOneRunningAndFourQueued(Gate gate, Duration lease) {
        Node node = byHand(node().set("lease", lease.toString())
                .set("concurrency", "1")
                .on(
                        "work",
                        row -> Job.task(() -> {
                            ranOnFirst.add(row.id());
                            gate.pass();
                        })));
        node.publisher()
                .publishAll(
                        WorkflowContract.numbers(5), (n, d) -> d.type("work").eligibleNow());
        node.scheduler().runOnce(5);
        until(() -> gate.arrived() == 1);
        return node;
    }

    private Node other() {
        return running(node().on(
                        "work",
                        row -> Job.task(() -> {
                            ranOnOther.add(row.id());
                        })));
    }

    @Test
    void a_queued_row_does_not_begin_after_its_lease_has_ended() throws Exception {
        Gate gate = new Gate();
        Node first = withOneRunningAndFourQueued(gate);
        first.cut(true);
        Instant cut = database.now();

        Node other = other();
        until(() -> count(ActionState.PROCESSED) == 5);
        assertThat(database.now()).isAfter(cut.plus(LEASE.dividedBy(3)));
        gate.open();
        first.cut(false);
        until(() -> first.loop().inFlight() == 0);

        assertThat(ranOnFirst).as("what had begun before").hasSize(1);
        assertThat(ranOnOther).hasSize(5).doesNotHaveDuplicates();
        assertThat(first.loop().lostLeases()).as("only what ran is reported").isEqualTo(1);
        assertThat(other.loop().lostLeases()).isZero();
        assertThat(lostLeasesByJmx()).contains(1L);
        assertThat(count(ActionState.PROCESSED)).isEqualTo(5);
    }

    private static List<Long> lostLeasesByJmx() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        List<Long> lost = new ArrayList<>();
        for (ObjectName name : server.queryNames(new ObjectName("io.claimdispatch:type=Scheduler,*"), null)) {
            lost.add((Long) server.getAttribute(name, "LostLeases"));
        }
        return lost;
    }

    @Test
    void the_heartbeat_after_an_outage_does_not_bring_back_what_another_node_has_taken_meanwhile() throws Exception {
        Gate gate = new Gate();
        Node first = withOneRunningAndFourQueued(gate);
        first.cut(true);
        other();
        until(() -> count(ActionState.PROCESSED) == 5);

        first.cut(false);
        first.loop().beat();
        gate.open();
        until(() -> first.loop().inFlight() == 0);

        assertThat(ranOnFirst).as("what had begun before").hasSize(1);
        assertThat(ranOnOther).hasSize(5).doesNotHaveDuplicates();
        assertThat(first.loop().lostLeases()).as("only what ran is reported").isEqualTo(1);
        assertThat(count(ActionState.PROCESSED)).isEqualTo(5);
    }

    @Test
    void rows_that_the_heartbeat_after_an_outage_finds_unclaimed_run_here() throws Exception {
        Gate gate = new Gate();
        // as long again as the machine may take between the heartbeat and the last of the rows
        Duration lease = Duration.ofSeconds(3);
        Node first = withOneRunningAndFourQueued(gate, lease);
        first.cut(true);
        Instant cut = database.now();
        until(() -> database.now().isAfter(cut.plus(lease).plusMillis(200)));

        first.cut(false);
        first.loop().beat();
        gate.open();
        until(() -> first.loop().inFlight() == 0);

        assertThat(ranOnFirst).hasSize(5).doesNotHaveDuplicates();
        assertThat(count(ActionState.PROCESSED)).isEqualTo(5);
    }

    @Test
    void a_queued_row_whose_lease_was_renewed_begins_after_more_than_one_lease() throws Exception {
        Gate gate = new Gate();
        Node node = byHand(node().set("lease", "PT2S")
                .set("concurrency", "1")
                .on(
                        "work",
                        row -> Job.task(() -> {
                            ranOnFirst.add(row.id());
                            gate.pass();
                        })));
        node.publisher()
                .publishAll(
                        WorkflowContract.numbers(3), (n, d) -> d.type("work").eligibleNow());
        node.scheduler().runOnce(3);
        Instant claimed = database.now();

        until(() -> database.now().isAfter(claimed.plusMillis(2_200)));
        gate.open();

        until(() -> node.loop().inFlight() == 0);
        assertThat(ranOnFirst).hasSize(3);
        assertThat(count(ActionState.PROCESSED)).isEqualTo(3);
    }
}
