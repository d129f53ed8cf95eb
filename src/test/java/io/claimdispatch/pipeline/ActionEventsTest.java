package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionDied;
import io.claimdispatch.ActionFailed;
import io.claimdispatch.ActionLogs;
import io.claimdispatch.ActionProcessed;
import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.Outcome;
import io.claimdispatch.internal.store.Databases;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What observers of actions are told. On H2 alone: events are made in Java, of what has been committed, whatever the database. */
class ActionEventsTest extends PipelineTest {

    private static final String THREAD = "claim-dispatch-events";

    private static final List<Object> SEEN = new CopyOnWriteArrayList<>();
    private static final List<Object> SEEN_ASYNC = new CopyOnWriteArrayList<>();
    private static final List<String> STATES = new CopyOnWriteArrayList<>();
    private static final List<String> THREADS = new CopyOnWriteArrayList<>();
    private static volatile Gate gate = new Gate();

    ActionEventsTest() {
        super(Databases.H2);
    }

    /** Or a thread of a test that has failed would stay, and be taken for that of a later one. */
    @AfterEach
    void nothingHeld() {
        gate.open();
    }

    @BeforeEach
    void nothingSeen() {
        SEEN.clear();
        SEEN_ASYNC.clear();
        STATES.clear();
        THREADS.clear();
        gate = new Gate();
    }

    @ApplicationScoped
    static class Audit {

        @Inject
        ActionLogs logs;

        void processed(@Observes ActionProcessed event) {
            see(event, event.id());
        }

        void failed(@Observes ActionFailed event) {
            see(event, event.id());
        }

        void died(@Observes ActionDied event) {
            see(event, event.id());
        }

        private void see(Object event, long id) {
            STATES.add(logs.find(id).orElseThrow().state() + " "
                    + logs.find(id).orElseThrow().failCount());
            THREADS.add(Thread.currentThread().getName());
            SEEN.add(event);
        }

        void later(@ObservesAsync ActionDied event) {
            THREADS.add(Thread.currentThread().getName());
            SEEN_ASYNC.add(event);
        }
    }

    private Node.Builder working() {
        return node().set("retry.max-attempts", "2")
                .set("retry.initial-delay", "PT2S")
                .on("good", row -> Job.task(() -> {}))
                .on(
                        "bad",
                        row -> Job.task(() -> {
                            throw new IllegalStateException("outer", new Error("inner"));
                        }));
    }

    @Test
    void each_observer_is_notified_once_and_sees_the_row_as_it_was_stored() throws Exception {
        Node node = running(working().with(Audit.class));
        long good =
                id(node.publisher().publish(d -> d.type("good").eligibleNow().idempotencyKey("k")));
        until(() -> SEEN.size() == 1);
        long bad = publishNow(node, "bad");
        until(() -> SEEN.size() == 3 && SEEN_ASYNC.size() == 1);

        assertThat(SEEN.get(0)).isEqualTo(new ActionProcessed("action_logs", good, "good", "k", 1));
        List<String> causes = List.of("java.lang.IllegalStateException: outer", "java.lang.Error: inner");
        ActionFailed failed = (ActionFailed) SEEN.get(1);
        assertThat(failed)
                .isEqualTo(new ActionFailed(
                        "action_logs", bad, "bad", null, 1, causes, failed.error(), Duration.ofSeconds(2)));
        ActionDied died = (ActionDied) SEEN.get(2);
        assertThat(died).isEqualTo(new ActionDied("action_logs", bad, "bad", null, 2, causes, died.error()));
        assertThat(Attempts.of(database, bad).get(1).getString("error")).isEqualTo(died.error());
        assertThat(SEEN_ASYNC).containsExactly(died);
        assertThat(STATES).containsExactly("PROCESSED 0", "WAITING 1", "DEAD 2");
        assertThat(THREADS).hasSize(4).containsOnly(THREAD);
    }

    @Test
    void observers_are_notified_of_outcomes_that_count_as_failures_and_of_no_cancel() throws Exception {
        Instant now = Instant.parse("2090-03-01T10:00:00Z");
        Node node = running(node().clock(() -> now)
                .with(Audit.class)
                .on("cancelled", row -> Job.task(() -> Outcome.cancel("closed")))
                .on("later", row -> Job.atomic(() -> Outcome.retryAt(now.plusSeconds(90_000), "the bank is closed")))
                .on("dead", row -> Job.atomic(() -> Outcome.fail("no such account"))));

        untilIs(publishNow(node, "cancelled"), ActionState.CANCELLED);
        long later = publishNow(node, "later");
        until(() -> SEEN.size() == 1);
        long dead = publishNow(node, "dead");
        until(() -> SEEN.size() == 2);

        ActionFailed failed = (ActionFailed) SEEN.get(0);
        assertThat(failed.id()).isEqualTo(later);
        assertThat(failed.delay()).isEqualTo(Duration.ofSeconds(90_000));
        assertThat(failed.causes()).singleElement().asString().contains("CLAIM0195", "the bank is closed");
        ActionDied died = (ActionDied) SEEN.get(1);
        assertThat(died.id()).isEqualTo(dead);
        assertThat(died.attempt()).isEqualTo(1);
        assertThat(died.causes()).singleElement().asString().contains("CLAIM0194", "no such account");
        assertThat(STATES).containsExactly("WAITING 1", "DEAD 1");
    }

    @Test
    void observers_are_notified_of_an_atomic_task_and_a_row_of_a_dead_node_too() throws Exception {
        Gate never = new Gate();
        Node dying = byHand(node().on("bad", row -> Job.task(never::pass)));
        long bad = publishNow(dying, "bad");
        dying.scheduler().runOnce();
        dying.kill();
        endLeases();
        Node node = running(
                node().set("retry.max-attempts", "1").with(Audit.class).on("atomic", row -> Job.atomic(() -> {})));

        node.loop().recover();
        until(() -> SEEN.size() == 1);
        long good = publishNow(node, "atomic");
        until(() -> SEEN.size() == 2);

        assertThat(((ActionDied) SEEN.get(0)).id()).isEqualTo(bad);
        assertThat(SEEN.get(1)).isEqualTo(new ActionProcessed("action_logs", good, "atomic", null, 1));
        assertThat(STATES).containsExactly("DEAD 1", "PROCESSED 0");
    }

    @ApplicationScoped
    static class Broken {
        void processed(@Observes ActionProcessed event) {
            throw new StackOverflowError("in the observer");
        }

        void later(@ObservesAsync ActionProcessed event) {
            SEEN_ASYNC.add(event);
            throw new IllegalStateException("in the other one");
        }
    }

    @Test
    void an_observer_that_throws_changes_nothing_and_is_logged_once_with_its_stack() throws Exception {
        try (LogLines log = new LogLines()) {
            Node node = running(working().with(Broken.class));

            for (int i = 0; i < 5; i++) {
                publishNow(node, "good");
            }

            untilStates("PROCESSED 5");
            until(() -> SEEN_ASYNC.size() == 5);
            until(() -> node.loop().inFlight() == 0);
            assertThat(log.with("CLAIM0168: an observer of ActionProcessed failed"))
                    .singleElement()
                    .asString()
                    .contains("StackOverflowError: in the observer");
        }
    }

    @ApplicationScoped
    static class Blocked {
        void processed(@Observes ActionProcessed event) {
            gate.passStubbornly();
        }

        void interrupting(@Observes ActionFailed event) {
            SEEN.add(event);
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void an_observer_that_blocks_holds_up_neither_tasks_nor_the_end_of_the_node_and_dropped_events_are_logged()
            throws Exception {
        try (LogLines log = new LogLines()) {
            // enough at once for so many rows; if tasks were held up, as many would arrive at the gate
            Node node = running(working().set("concurrency", "32").with(Blocked.class));
            publishNow(node, "good");
            until(() -> gate.arrived() == 1);

            node.publisher()
                    .publishAll(
                            WorkflowContract.numbers(10_010),
                            (n, d) -> d.type("good").eligibleNow());

            untilStates("PROCESSED 10011");
            until(() -> node.loop().inFlight() == 0);
            assertThat(gate.arrived()).isEqualTo(1);
            assertThat(log.with("CLAIM0166")).hasSize(1);
            node.stop();
            gate.open();
        }
    }

    @Test
    void an_interrupt_that_an_observer_sets_costs_no_later_event() throws Exception {
        gate.open();
        Node node = running(working().set("retry.initial-delay", "PT1H").with(Blocked.class));

        publishNow(node, "bad");
        publishNow(node, "bad");

        until(() -> SEEN.size() == 2);
        assertThat(count(ActionState.WAITING)).isEqualTo(2);
    }

    @Test
    void without_an_observer_there_is_no_thread_for_events() throws Exception {
        Node node = running(working());

        untilIs(publishNow(node, "good"), ActionState.PROCESSED);

        assertThat(node.loop().firesEvents()).isFalse();
    }

    @Test
    void events_that_an_observer_has_held_up_are_not_fired_after_the_end_of_the_node() throws Exception {
        Node node = running(working().with(Blocked.class));
        node.publisher()
                .publishAll(
                        WorkflowContract.numbers(3), (n, d) -> d.type("good").eligibleNow());
        until(() -> gate.arrived() == 1 && count(ActionState.PROCESSED) == 3);

        node.stop();
        gate.open();

        until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals(THREAD)));
        assertThat(gate.arrived()).isEqualTo(1);
    }
}
