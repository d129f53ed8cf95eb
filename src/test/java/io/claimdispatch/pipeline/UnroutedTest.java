package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.LogProcessor;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Priority;
import io.claimdispatch.Processor;
import io.claimdispatch.RunReport;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.claim.TypeSearch;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Rows for which there is no processor, and types that are not known beforehand. */
class UnroutedTest extends PipelineTest {

    UnroutedTest() {
        super(Databases.H2);
    }

    @Test
    void rows_without_a_processor_wait_are_listed_block_no_others_and_run_once_there_is_one() throws Exception {
        Node node = running(node().on("known", row -> Job.task(() -> {})));
        node.publisher()
                .publishAll(
                        WorkflowContract.numbers(5_000),
                        (n, d) -> d.type("nobody").eligibleNow().priority(Priority.HIGH));

        long behind = publishNow(node, "known");

        untilIs(behind, ActionState.PROCESSED);
        assertThat(database.count("type = 'nobody' AND state = 'WAITING'")).isEqualTo(5_000);
        // a thread of its own asks the processors
        until(() -> node.actionLogs().unroutedTypes().equals(Set.of("nobody")));
        assertThat(node.actionLogs().unrouted(10))
                .hasSize(10)
                .extracting(ActionLog::type)
                .containsOnly("nobody");
        assertThat(Collections.frequency(node.script().asked(), "nobody"))
                .as("asked once per type, not per row")
                .isEqualTo(1);
        assertThat(Collections.frequency(node.script().asked(), "known")).isEqualTo(1);

        running(node().on("nobody", row -> Job.task(() -> {})));
        until(() -> count(ActionState.PROCESSED) == 5_001);
    }

    @Test
    void applications_of_one_server_know_by_jmx_what_the_others_route_and_have_found() throws Exception {
        Node first = running(node().on("known", row -> Job.task(() -> {})));
        Node second = running(node().on("other", row -> Job.task(() -> {})));
        publishNow(first, "nobody");
        until(() -> first.loop().neighbours("nobody").contains("FOUND")
                && second.loop().neighbours("nobody").contains("FOUND"));

        assertThat(first.loop().neighbours("known")).containsExactly("UNKNOWN");
        assertThat(second.loop().neighbours("known")).containsExactly("ROUTED");
        end(second);
        assertThat(first.loop().neighbours("nobody")).isEmpty();
    }

    @Test
    void types_that_another_node_published_are_found_in_the_table() throws Exception {
        Node publisher = byHand(node());
        Node node = running(node().on("known", row -> Job.task(() -> {})));

        publishNow(publisher, "strange");

        until(() -> node.actionLogs().unroutedTypes().contains("strange"));
        assertThat(node.actionLogs().unrouted(10)).extracting(ActionLog::type).containsExactly("strange");
    }

    @Test
    void a_row_that_is_not_due_yet_is_not_listed_as_unrouted() throws Exception {
        Node node = running(node().on("known", row -> Job.task(() -> {})));

        node.publisher().publish(d -> d.type("nobody").eligibleIn(java.time.Duration.ofDays(1)));

        assertThat(node.actionLogs().unrouted(10)).isEmpty();
    }

    @Processor("order.*")
    static class Orders implements LogProcessor {
        @Override
        public Job toJob(LogRecord row) {
            return Job.task(() -> {});
        }
    }

    @Test
    void a_family_gets_rows_that_another_node_published() throws Exception {
        Node publisher = byHand(node());
        running(node().with(Orders.class));

        long id = publishNow(publisher, "order.paid");

        untilIs(id, ActionState.PROCESSED);
    }

    @Test
    void a_look_before_the_claim_finds_the_first_row_of_a_familys_type_too() {
        Node node = byHand(node().with(Orders.class));
        publishNow(node, "order.paid");
        long before = node.loop().dueCalls();

        node.loop().discover();

        assertThat(node.loop().dueCalls()).isGreaterThan(before);
    }

    @Test
    void a_node_with_families_only_keeps_looking_for_their_types() {
        AtomicInteger looks = new AtomicInteger();
        running(node().with(Orders.class).role(TypeSearch.class, types -> looking(types, looks)));

        until(() -> looks.get() >= 3);
    }

    private static TypeSearch looking(TypeSearch types, AtomicInteger looks) {
        return (connection, table, known, after, limit) -> {
            looks.incrementAndGet();
            return types.unknownDueTypes(connection, table, known, after, limit);
        };
    }

    @Test
    void a_run_by_hand_finds_types_that_have_come_since_the_last_one() {
        Node publisher = byHand(node());
        Node node = byHand(node().with(Orders.class));
        assertThat(node.scheduler().runOnce()).isEqualTo(RunReport.NOTHING);

        publishNow(publisher, "order.paid");

        assertThat(node.scheduler().runOnce()).isEqualTo(new RunReport(1, 1, 0));
    }

    @Processor("fragile.*")
    static class Fragile implements LogProcessor {
        @Override
        public boolean supports(String type) {
            throw new AssertionError("a processor's own bug");
        }

        @Override
        public Job toJob(LogRecord row) {
            return Job.task(() -> {});
        }
    }

    @Test
    void a_processor_that_cannot_say_what_it_supports_hurts_neither_publishers_nor_the_node() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        Node publisher = byHand(node());
        Node node = running(
                node().with(Fragile.class, Orders.class).role(TypeSearch.class, types -> looking(types, looks)));

        publishNow(node, "fragile.one");
        publishNow(publisher, "fragile.two");
        until(() -> node.actionLogs().unroutedTypes().containsAll(Set.of("fragile.one", "fragile.two")));
        int before = looks.get();

        until(() -> looks.get() > before);
        untilIs(publishNow(publisher, "order.paid"), ActionState.PROCESSED);
    }

    @Test
    void asking_whether_a_type_is_routed_does_not_make_it_an_unrouted_one() {
        Node node = running(node().on("known", row -> Job.task(() -> {})));

        assertThat(node.actionLogs().isRouted("known")).isTrue();
        assertThat(node.actionLogs().isRouted("only asked for")).isFalse();

        assertThat(node.actionLogs().unroutedTypes()).isEmpty();
    }
}
