package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionLogs;
import io.claimdispatch.ActionState;
import io.claimdispatch.DeadLetters;
import io.claimdispatch.Job;
import io.claimdispatch.Verdict;
import io.claimdispatch.internal.store.Databases;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The operators' verbs beside a loop that works. */
abstract class OperatingContract extends PipelineTest {

    private static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");

    OperatingContract(Databases database) {
        super(database);
    }

    private static long publishLater(Node node, String type) {
        return id(node.publisher().publish(draft -> draft.type(type).eligibleAt(FAR)));
    }

    private static List<Function<ActionLogs, Verdict>> verbs(long id) {
        return List.of(
                logs -> logs.cancel(id, "ann", "a test"),
                logs -> logs.retryNow(id, "ann"),
                logs -> logs.reschedule(id, FAR, "ann"),
                logs -> logs.reschedule(id, Duration.ofDays(1), "ann"),
                logs -> logs.requeue(id, "ann"),
                logs -> logs.delete(id, "ann", "a test"));
    }

    @Test
    void a_running_row_is_not_affected_by_refused_commands() throws Exception {
        Gate gate = new Gate();
        Node node = running(node().on("work", row -> Job.task(gate::pass)));
        long id = publishNow(node, "work");
        until(() -> gate.arrived() == 1);

        for (Function<ActionLogs, Verdict> verb : verbs(id)) {
            assertThat(verb.apply(node.actionLogs())).isEqualTo(Verdict.CLAIMED);
        }
        gate.open();

        untilIs(id, ActionState.PROCESSED);
        assertThat(node.loop().lostLeases()).isZero();
        for (Function<ActionLogs, Verdict> verb : verbs(id).subList(0, 5)) {
            assertThat(verb.apply(node.actionLogs())).isEqualTo(Verdict.WRONG_STATE);
        }
        assertThat(node.actionLogs().delete(id, "ann", "a test")).isEqualTo(Verdict.DONE);
        for (Function<ActionLogs, Verdict> verb : verbs(id)) {
            assertThat(verb.apply(node.actionLogs())).isEqualTo(Verdict.NOT_FOUND);
        }
    }

    @Test
    void a_row_that_is_made_due_runs_at_once() throws Exception {
        Node node = running(node().on("work", row -> Job.task(() -> {})));
        long retried = publishLater(node, "work");
        long rescheduled = publishLater(node, "work");
        long delayed = publishLater(node, "work");
        ActionLogs logs = node.actionLogs();
        untilBySignal(() -> !node.loop().isDue());

        assertThat(logs.retryNow(retried, "ann")).isEqualTo(Verdict.DONE);
        untilBySignal(() -> is(retried, ActionState.PROCESSED));
        assertThat(logs.reschedule(rescheduled, Instant.EPOCH, "ann")).isEqualTo(Verdict.DONE);
        untilBySignal(() -> is(rescheduled, ActionState.PROCESSED));
        assertThat(logs.reschedule(delayed, Duration.ZERO, "ann")).isEqualTo(Verdict.DONE);
        untilBySignal(() -> is(delayed, ActionState.PROCESSED));
    }

    @Test
    void a_cancelled_row_never_runs_and_a_requeued_one_does() throws Exception {
        List<Long> ran = java.util.Collections.synchronizedList(new ArrayList<>());
        Node node = running(node().on(
                        "work",
                        row -> Job.task(() -> {
                            ran.add(row.id());
                        })));
        long id = publishLater(node, "work");
        ActionLogs logs = node.actionLogs();

        assertThat(logs.cancel(id, "ann", "not\0 wanted")).isEqualTo(Verdict.DONE);
        assertThat(logs.retryNow(id, "ann")).isEqualTo(Verdict.WRONG_STATE);
        untilIs(publishNow(node, "work"), ActionState.PROCESSED);
        assertThat(logs.find(id)).hasValueSatisfying(row -> {
            assertThat(row.state()).isEqualTo(ActionState.CANCELLED);
            assertThat(row.reason()).isEqualTo("not wanted");
        });
        assertThat(ran).doesNotContain(id);

        assertThat(logs.requeue(id, "ann")).isEqualTo(Verdict.DONE);
        assertThat(logs.retryNow(id, "ann")).isEqualTo(Verdict.DONE);
        untilIs(id, ActionState.PROCESSED);
        assertThat(ran).contains(id);
    }

    @Test
    void a_command_is_a_part_of_the_callers_transaction() throws Exception {
        Node node = running(node().on("work", row -> Job.task(() -> {})));
        long id = publishLater(node, "work");

        assertThatThrownBy(() -> LocalTransaction.separate(() -> {
                    assertThat(node.actionLogs().retryNow(id, "ann")).isEqualTo(Verdict.DONE);
                    assertThat(node.actionLogs().requeueDead(DeadLetters.all(), "ann", "a test"))
                            .isZero();
                    throw new IllegalStateException("roll back");
                }))
                .hasMessage("roll back");
        assertThat(database.time("end_at", id)).isEqualTo(FAR);

        LocalTransaction.separate(() -> node.actionLogs().retryNow(id, "ann"));
        untilBySignal(() -> is(id, ActionState.PROCESSED));
    }

    @Test
    void each_of_many_rows_is_either_run_or_cancelled_and_never_both() throws Exception {
        Set<Long> ran = ConcurrentHashMap.newKeySet();
        Script.Step note = row -> Job.task(() -> {
            ran.add(row.id());
        });
        Node first = running(node().on("work", note).set("limit", "7"));
        running(node().on("work", note).set("limit", "7"));
        List<Long> cancelled = new ArrayList<>();
        long left = 0;
        for (int round = 0; round < 8; round++) {
            List<Long> ids = first
                    .publisher()
                    .publishAll(
                            WorkflowContract.numbers(60),
                            (n, draft) -> draft.type("work").eligibleNow())
                    .stream()
                    .map(PipelineTest::id)
                    .toList();
            // from the end, where the claims have not come yet
            for (int i = ids.size() - 1; i >= 0; i--) {
                Verdict verdict = first.actionLogs().cancel(ids.get(i), "ann", "raced");
                assertThat(verdict).isNotEqualTo(Verdict.NOT_FOUND);
                if (verdict.isDone()) {
                    cancelled.add(ids.get(i));
                } else {
                    left++;
                }
            }
        }
        long expected = left;

        until(() -> count(ActionState.PROCESSED) == expected);
        assertThat(count(ActionState.CANCELLED)).isEqualTo(cancelled.size());
        assertThat(ran).hasSize((int) expected).doesNotContainAnyElementsOf(cancelled);
        assertThat(cancelled).as("the race was one").isNotEmpty();
        assertThat(ran).as("the race was one").isNotEmpty();
    }

    @Test
    void dead_letters_are_requeued_by_type_time_and_number_and_run_again() throws Exception {
        Node node = byHand(node());
        publishDead(node, "order.paid", 1_300);
        publishDead(node, "order.sent", 20);
        publishDead(node, "mail", 10);
        long waiting = publishLater(node, "order.paid");
        ActionLogs logs = node.actionLogs();
        Instant now = database.now();

        assertThat(logs.requeueDead(DeadLetters.all().diedAfter(now.plusSeconds(60)), "ann", "a test"))
                .isZero();
        assertThat(logs.requeueDead(DeadLetters.all().diedBefore(now.minusSeconds(3_600)), "ann", "a test"))
                .isZero();
        assertThat(logs.requeueDead(
                        DeadLetters.all().ofTypes("order.sent", "none").atMost(5), "ann", "a test"))
                .isEqualTo(5);
        assertThat(logs.requeueDead(
                        DeadLetters.all()
                                .ofTypes("order.*")
                                .diedAfter(now.minus(1, ChronoUnit.HOURS))
                                .diedBefore(now.plusSeconds(60))
                                .atMost(1_200),
                        "ann",
                        "a test"))
                .isEqualTo(1_200);
        assertThat(logs.requeueDead(DeadLetters.all().ofTypes("order.*"), "ann", "a test"))
                .isEqualTo(115);

        assertThat(count(ActionState.DEAD)).isEqualTo(10);
        assertThat(database.count("type = 'mail' AND state = 'DEAD'")).isEqualTo(10);
        assertThat(database.count("state = 'WAITING' AND fail_count = 0 AND type LIKE 'order.%'"))
                .isEqualTo(1_321);
        assertThat(database.time("end_at", waiting)).isEqualTo(FAR);
    }

    @Test
    void a_requeued_dead_letter_wakes_the_loop() throws Exception {
        Node node = running(node().on("work", row -> Job.task(() -> {})));
        publishDead(node, "work", 600);
        untilBySignal(() -> !node.loop().isDue());

        assertThat(node.actionLogs().requeueDead(DeadLetters.all(), "ann", "a test"))
                .isEqualTo(600);

        untilBySignal(() -> count(ActionState.PROCESSED) == 600);
    }

    private void publishDead(Node node, String type, int count) throws Exception {
        node.publisher()
                .publishAll(
                        WorkflowContract.numbers(count), (n, d) -> d.type(type).eligibleAt(FAR));
        database.execute("UPDATE action_logs SET state = 'DEAD', fail_count = 10, end_at = created_at WHERE type = '"
                + type + "'");
    }

    @Test
    void another_table_has_commands_and_queries_of_its_own() throws Exception {
        database.reset("audit_logs");
        Node node = running(node().set("tables", "audit_logs").on("work", row -> Job.task(() -> {})));
        long id = id(node.publisher()
                .publish(d -> d.type("work").eligibleAt(FAR).table("audit_logs").payload("näh")));
        long lost =
                id(node.publisher().publish(d -> d.type("nobody").eligibleNow().table("audit_logs")));
        ActionLogs audit = node.actionLogs().in("audit_logs");

        assertThat(audit.find(id)).hasValueSatisfying(row -> {
            assertThat(row.type()).isEqualTo("work");
            assertThat(row.payload()).isEqualTo("\"näh\"");
            assertThat(row.eligibleAt()).isEqualTo(FAR);
            assertThat(row.processedAt()).isNull();
            assertThat(row.claimToken()).isNull();
            assertThat(row.state()).isEqualTo(ActionState.WAITING);
        });
        assertThat(audit.find(-1)).isEmpty();
        assertThat(audit.in("action_logs").latest(10)).isEmpty();
        assertThat(audit.latest(1)).extracting(ActionLog::id).containsExactly(lost);
        until(() -> audit.unroutedTypes().contains("nobody"));
        assertThat(audit.unrouted(10)).extracting(ActionLog::id).containsExactly(lost);
        assertThat(audit.cancel(lost, "ann", "nobody wants it")).isEqualTo(Verdict.DONE);
        assertThat(audit.latest(ActionState.CANCELLED, 10))
                .extracting(ActionLog::id)
                .containsExactly(lost);
        assertThat(audit.retryNow(id, "ann")).isEqualTo(Verdict.DONE);
        until(() -> audit.find(id).orElseThrow().state() == ActionState.PROCESSED);
        assertThat(audit.find(id).orElseThrow().processedAt()).isNotNull();
        assertThatThrownBy(() -> audit.in("no_such_logs")).hasMessageContaining("CLAIM0017");
        assertThatThrownBy(() -> audit.latest(0)).hasMessageContaining("CLAIM0050");
    }
}
