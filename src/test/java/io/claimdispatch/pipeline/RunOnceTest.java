package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.Outcome;
import io.claimdispatch.Priority;
import io.claimdispatch.Rule;
import io.claimdispatch.RunReport;
import io.claimdispatch.internal.store.Databases;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** The run by hand: its report, its bounds, and the MBean that calls it. */
class RunOnceTest extends PipelineTest {

    RunOnceTest() {
        super(Databases.H2);
    }

    private Node node(String name) {
        return byHand(node().on("work", row -> Job.task(() -> {}))
                .on("broken", row -> {
                    throw new IllegalStateException("no job");
                })
                .on("decided", row -> Job.outcome(Outcome.discard("no")))
                .set("node-name", name));
    }

    @Test
    void the_report_counts_what_was_claimed_dispatched_and_failed() throws Exception {
        Node node = node("reporter");
        publishNow(node, "work");
        publishNow(node, "broken");
        publishNow(node, "decided");
        node.publisher()
                .publish(d ->
                        d.type("work").eligibleNow().rules(Rule.field("missing").present()));
        publishNow(node, "nobody");

        assertThat(node.scheduler().runOnce()).isEqualTo(new RunReport(4, 3, 1));
        until(() -> count(ActionState.CLAIMED) == 0);
        assertThat(database.count("state = 'WAITING' AND type = 'nobody'")).isEqualTo(1);
    }

    @Test
    void a_limit_bounds_the_run_and_the_most_urgent_come_first() throws Exception {
        Node node = node("limited");
        long low = id(node.publisher().publish(d -> d.type("work").eligibleNow().priority(Priority.LOW)));
        long normal = publishNow(node, "work");
        long high =
                id(node.publisher().publish(d -> d.type("work").eligibleNow().priority(Priority.HIGH)));

        assertThat(node.scheduler().runOnce(1).claimed()).isEqualTo(1);
        assertThat(database.time("claimed_at", high)).isNotNull();
        assertThat(node.scheduler().runOnce(1).claimed()).isEqualTo(1);
        assertThat(database.time("claimed_at", normal)).isNotNull();
        assertThat(database.time("claimed_at", low)).isNull();
    }

    @Test
    void the_mbean_claims_no_more_than_the_setting_whatever_it_is_asked_for() throws Exception {
        Node node = byHand(node().set("limit", "2").set("node-name", "bounded").on("work", row -> Job.task(() -> {})));
        for (int i = 0; i < 5; i++) {
            publishNow(node, "work");
        }
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = server.queryNames(new ObjectName("io.claimdispatch:type=Scheduler,*"), null)
                .iterator()
                .next();

        assertThat(server.invoke(name, "runOnce", new Object[] {1_000_000}, new String[] {"int"}))
                .isEqualTo("claimed=2 dispatched=2 failed=0");
        assertThat(server.invoke(name, "runOnce", new Object[] {1}, new String[] {"int"}))
                .isEqualTo("claimed=1 dispatched=1 failed=0");
    }

    @Test
    void the_limit_of_the_settings_is_the_default() {
        Node node = byHand(node().set("limit", "2").on("work", row -> Job.task(() -> {})));
        for (int i = 0; i < 3; i++) {
            publishNow(node, "work");
        }

        assertThat(node.scheduler().runOnce().claimed()).isEqualTo(2);
    }

    @Test
    void a_negative_limit_is_an_error_and_zero_claims_nothing() throws Exception {
        Node node = node("strict");
        publishNow(node, "work");

        assertThatThrownBy(() -> node.scheduler().runOnce(-1)).hasMessageContaining("CLAIM0050");
        assertThat(node.scheduler().runOnce(0)).isEqualTo(RunReport.NOTHING);

        assertThat(count(ActionState.WAITING)).isEqualTo(1);
    }

    @Test
    void a_run_does_not_see_what_its_caller_has_not_committed() throws Exception {
        Node node = node("isolated");

        RunReport report = LocalTransaction.separate(() -> {
            publishNow(node, "work");
            return node.scheduler().runOnce();
        });

        assertThat(report).isEqualTo(RunReport.NOTHING);
        assertThat(node.scheduler().runOnce().claimed()).isEqualTo(1);
    }

    @Test
    void run_once_is_an_operation_of_an_mbean_while_the_application_is_deployed() throws Exception {
        Node node = node("managed");
        publishNow(node, "work");
        publishNow(node, "nobody");
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        Set<ObjectName> names = server.queryNames(new ObjectName("io.claimdispatch:type=Scheduler,*"), null);
        assertThat(names).hasSize(1);
        ObjectName name = names.iterator().next();

        Object report = server.invoke(name, "runOnce", new Object[] {10}, new String[] {int.class.getName()});

        assertThat(report).isEqualTo("claimed=1 dispatched=1 failed=0");
        assertThat((String[]) server.getAttribute(name, "UnroutedTypes")).containsExactly("nobody");
        node.close();
        assertThat(server.isRegistered(name)).isFalse();
    }

    @Test
    void queries_are_bounded_and_show_the_newest_first() throws Exception {
        Node node = node("queried");
        List<Long> ids = List.of(publishNow(node, "a"), publishNow(node, "b"), publishNow(node, "c"));

        assertThat(node.actionLogs().latest(2)).extracting(ActionLog::id).containsExactly(ids.get(2), ids.get(1));
        assertThat(node.actionLogs().latest(ActionState.DEAD, 2)).isEmpty();
        assertThat(node.actionLogs().find(-1)).isEmpty();
        for (int limit : new int[] {0, -1, 1_001}) {
            assertThatThrownBy(() -> node.actionLogs().latest(limit)).hasMessageContaining("CLAIM0050");
            assertThatThrownBy(() -> node.actionLogs().latest(ActionState.DEAD, limit))
                    .hasMessageContaining("CLAIM0050");
            assertThatThrownBy(() -> node.actionLogs().unrouted(limit)).hasMessageContaining("CLAIM0050");
        }
    }
}
