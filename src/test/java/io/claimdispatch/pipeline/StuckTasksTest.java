package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.StuckTask;
import io.claimdispatch.internal.common.MovedTime;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.EachDatabase;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;

/** Jobs that never return, whatever is done about it. */
@ParameterizedClass
@EachDatabase({Databases.H2, Databases.POSTGRESQL})
class StuckTasksTest extends PipelineTest {

    private final Gate gate = new Gate();
    private final MovedTime time = MovedTime.running();
    private final LogLines log = new LogLines();

    StuckTasksTest(Databases database) {
        super(database);
    }

    private Node.Builder limited() {
        return node().time(time).set("time-limits", "slow.*=PT50S").set("retry.max-attempts", "1");
    }

    @AfterEach
    void letAllGo() {
        gate.open();
        log.close();
    }

    @Test
    void a_task_that_ignores_the_interrupt_keeps_row_and_thread_and_is_shown_as_stuck() throws Exception {
        Node node = running(limited().set("lease", "PT1.5S").on("slow.stuck", row -> Job.task(gate::passStubbornly)));
        long id = publishNow(node, "slow.stuck");
        until(() -> gate.arrived() == 1);
        // not before the first one has it: either would take it
        running(limited().set("lease", "PT1.5S").on("slow.stuck", row -> Job.task(gate::passStubbornly)));

        time.pass(Duration.ofSeconds(51));
        until(() -> gate.interrupts() > 0);
        time.pass(Duration.ofSeconds(1));
        until(() -> !node.scheduler().stuckTasks().isEmpty());
        Instant lease = database.time("lease_until", id);
        until(() -> database.now().isAfter(lease));

        assertThat(database.text("state", id)).isEqualTo("CLAIMED");
        assertThat(gate.arrived()).as("given to nobody else").isEqualTo(1);
        assertThat(gate.interrupts()).as("interrupted once").isEqualTo(1);
        StuckTask stuck = node.scheduler().stuckTasks().get(0);
        assertThat(stuck.id()).isEqualTo(id);
        assertThat(stuck.table()).isEqualTo("action_logs");
        assertThat(stuck.type()).isEqualTo("slow.stuck");
        assertThat(stuck.since()).isBefore(Instant.now().minusSeconds(50));
        assertThat(stuck.stack()).anyMatch(frame -> frame.getMethodName().equals("passStubbornly"));
        assertThat(shownByJmx()).singleElement().asString().contains("action_logs/" + id, "passStubbornly");
        assertThat(log.with("CLAIM0090")).singleElement().asString().contains("slow.stuck", "passStubbornly");

        gate.open();
        untilIs(id, ActionState.DEAD);
        assertThat(database.text("errors", id)).contains("CLAIM0069");
        assertThat(node.scheduler().stuckTasks()).isEmpty();
        until(() -> log.with("CLAIM0158").size() == 1);
    }

    private static List<String> shownByJmx() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        Set<ObjectName> names = server.queryNames(new ObjectName("io.claimdispatch:type=Scheduler,*"), null);
        for (ObjectName name : names) {
            String[] shown = (String[]) server.getAttribute(name, "StuckTasks");
            if (shown.length > 0) {
                return List.of(shown);
            }
        }
        return List.of();
    }

    @Test
    void a_node_whose_threads_are_all_stuck_gives_back_even_what_was_claimed_by_hand_and_claims_no_more()
            throws Exception {
        Node node = running(limited()
                .set("lease", "PT1.5S")
                .set("concurrency", "1")
                .on("slow.stuck", row -> Job.task(gate::passStubbornly))
                .on("work", row -> Job.task(() -> {})));
        publishNow(node, "slow.stuck");
        until(() -> gate.arrived() == 1);
        publishFive(node);
        node.scheduler().runOnce(5);
        assertThat(count(ActionState.CLAIMED)).isEqualTo(6);

        time.pass(Duration.ofSeconds(51));
        until(() -> count(ActionState.WAITING) == 5);
        AtomicInteger ticks = new AtomicInteger();
        until(() -> ticks.incrementAndGet() == 50);

        assertThat(count(ActionState.CLAIMED)).isEqualTo(1);
        assertThat(database.count("fail_count > 0")).isZero();
        running(limited().on("work", row -> Job.task(() -> {})));
        until(() -> count(ActionState.PROCESSED) == 5);
    }

    private static void publishFive(Node node) {
        node.publisher()
                .publishAll(
                        WorkflowContract.numbers(5), (n, d) -> d.type("work").eligibleNow());
    }
}
