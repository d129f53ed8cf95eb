package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.LogRecord;
import io.claimdispatch.NonRetryableException;
import io.claimdispatch.Outcome;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.completion.RowCompletions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A task whose row is completed in the transaction of its work. */
abstract class AtomicTaskContract extends PipelineTest {

    /** By its id: a scan would wait for rows that transactions which the test holds open have published. */
    private static final String ENDED = "UPDATE action_logs SET lease_until = {ts '2020-01-01 00:00:00'} WHERE id = ";

    private final Effects effects;

    AtomicTaskContract(Databases database) {
        super(database);
        effects = new Effects(database);
    }

    boolean skipsLocked() {
        return true;
    }

    @BeforeEach
    void noEffects() throws Exception {
        effects.reset();
    }

    /** What a task does in its transaction. */
    private interface AtomicWork {
        Outcome with(Node node, LogRecord row) throws Exception;
    }

    private Node working(Node.Builder builder, AtomicWork work) {
        return working(builder, this::running, work);
    }

    private static Node working(Node.Builder builder, Function<Node.Builder, Node> start, AtomicWork work) {
        AtomicReference<Node> itself = new AtomicReference<>();
        Node node = start.apply(builder.on("work", row -> Job.atomic(() -> work.with(itself.get(), row))));
        itself.set(node);
        return node;
    }

    private Outcome effect(Node node, LogRecord row) throws SQLException {
        effects.write(node, row);
        return Outcome.success();
    }

    @Test
    void the_row_is_completed_once_and_by_its_own_transaction() throws Exception {
        AtomicInteger completions = new AtomicInteger();
        Node node = working(
                node().role(RowCompletions.class, store -> (c, table, all) -> {
                    completions.incrementAndGet();
                    return store.complete(c, table, all);
                }),
                this::effect);

        long id = publishNow(node, "work");

        untilIs(id, ActionState.PROCESSED);
        until(() -> node.loop().inFlight() == 0);
        assertThat(effects.of(id)).isEqualTo(1);
        assertThat(database.time("processed_at", id)).isNotNull();
        assertThat(completions).as("nothing else is stored").hasValue(1);
        assertThat(node.loop().leases()).isZero();
        assertThat(node.loop().lostLeases()).isZero();
    }

    @Test
    void work_whose_claim_was_lost_meanwhile_is_rolled_back_and_touches_nothing() throws Exception {
        Gate gate = new Gate();
        Node stale = working(node(), (node, row) -> {
            effects.write(node, row);
            if (skipsLocked()) {
                // elsewhere no node could claim anything while this is open
                publishNow(node, "next");
            }
            gate.pass();
            return Outcome.success();
        });
        Node other = working(node(), this::effect);
        other.cut(true);
        long id = publishNow(stale, "work");
        until(() -> gate.arrived() == 1);
        stale.cut(true);
        other.cut(false);
        database.execute(ENDED + id);
        other.loop().recover();
        untilIs(id, ActionState.PROCESSED);
        String token = database.text("claim_token", id);

        stale.cut(false);
        gate.open();
        until(() -> stale.loop().inFlight() == 0);

        effects.assertAgreement();
        assertThat(stale.loop().lostLeases()).isEqualTo(1);
        assertThat(effects.of(id)).isEqualTo(1);
        assertThat(database.count("type = 'next'")).isZero();
        assertThat(database.text("claim_token", id)).isEqualTo(token);
        assertThat(database.text("fail_count", id)).isEqualTo("1");
        assertThat(stale.loop().leases()).isZero();
    }

    @Test
    void a_failure_takes_everything_back_and_the_next_attempt_does_it_once() throws Exception {
        Node node = working(node(), (itself, row) -> {
            effects.write(itself, row);
            publishNow(itself, "next");
            if (row.attempt() == 1) {
                throw new java.io.IOException("after its work");
            }
            return Outcome.success();
        });

        long id = publishNow(node, "work");

        untilIs(id, ActionState.PROCESSED);
        assertThat(effects.of(id)).isEqualTo(1);
        assertThat(database.count("type = 'next'")).isEqualTo(1);
        assertThat(Attempts.of(database, id))
                .singleElement()
                .satisfies(attempt ->
                        assertThat(attempt.getString("error")).startsWith("java.io.IOException: after its work"));
    }

    @Test
    void a_snooze_and_a_discard_are_stored_with_the_work() throws Exception {
        Node node = working(node(), (itself, row) -> {
            effects.write(itself, row);
            return row.payload().contains("later")
                    ? Outcome.snoozeFor(Duration.ofDays(1))
                    : Outcome.discard("nothing to do");
        });

        long snoozed =
                id(node.publisher().publish(d -> d.type("work").eligibleNow().payload("later")));
        long discarded =
                id(node.publisher().publish(d -> d.type("work").eligibleNow().payload("never")));

        until(() -> effects.of(snoozed) == 1
                && effects.of(discarded) == 1
                && node.loop().inFlight() == 0);
        assertThat(database.text("state", snoozed)).isEqualTo("WAITING");
        assertThat(database.text("fail_count", snoozed)).isEqualTo("0");
        assertThat(database.time("end_at", snoozed)).isAfter(database.now().plus(Duration.ofHours(23)));
        assertThat(database.text("state", discarded)).isEqualTo("DISCARDED");
        assertThat(database.text("reason", discarded)).isEqualTo("nothing to do");
    }

    @Test
    void outcomes_that_fail_or_cancel_the_row_are_stored_with_the_work_too() throws Exception {
        Map<String, Outcome> outcomes = Map.of(
                "fail", Outcome.fail("no such account"),
                "cancel", Outcome.cancel("the account is closed"),
                "in", Outcome.retryIn(Duration.ofDays(1), "the bank is away"),
                "at", Outcome.retryAt(Instant.parse("2099-01-01T00:00:00Z"), "the bank is closed"));
        Node node = working(node(), (itself, row) -> {
            effects.write(itself, row);
            return outcomes.get(row.payload(String.class));
        });

        Map<String, Long> ids = new HashMap<>();
        for (String name : outcomes.keySet()) {
            ids.put(
                    name,
                    id(node.publisher()
                            .publish(d -> d.type("work").eligibleNow().payload(name))));
        }

        until(() -> effects.all() == 4 && node.loop().inFlight() == 0);
        for (long id : ids.values()) {
            assertThat(effects.of(id)).isEqualTo(1);
        }
        assertThat(database.text("state", ids.get("fail"))).isEqualTo("DEAD");
        assertThat(database.text("errors", ids.get("fail"))).contains("CLAIM0194", "no such account");
        assertThat(database.text("fail_count", ids.get("fail"))).isEqualTo("1");
        assertThat(database.text("state", ids.get("cancel"))).isEqualTo("CANCELLED");
        assertThat(database.text("reason", ids.get("cancel"))).isEqualTo("the account is closed");
        assertThat(database.text("fail_count", ids.get("cancel"))).isEqualTo("0");
        assertThat(database.text("state", ids.get("in"))).isEqualTo("WAITING");
        assertThat(database.text("errors", ids.get("in"))).contains("CLAIM0195", "the bank is away");
        assertThat(database.text("fail_count", ids.get("in"))).isEqualTo("1");
        assertThat(database.time("end_at", ids.get("in")))
                .isAfter(database.now().plus(Duration.ofHours(23)));
        assertThat(database.text("state", ids.get("at"))).isEqualTo("WAITING");
        assertThat(database.text("fail_count", ids.get("at"))).isEqualTo("1");
        assertThat(database.time("end_at", ids.get("at"))).isEqualTo(Instant.parse("2099-01-01T00:00:00Z"));
    }

    @Test
    void a_non_retryable_exception_takes_the_work_back_and_the_row_is_dead_at_once() throws Exception {
        Node node = working(node(), (itself, row) -> {
            effects.write(itself, row);
            throw new NonRetryableException("no such account");
        });

        long id = publishNow(node, "work");

        untilIs(id, ActionState.DEAD);
        assertThat(effects.of(id)).isZero();
        assertThat(database.text("fail_count", id)).isEqualTo("1");
        assertThat(Attempts.of(database, id).get(0).getString("error"))
                .startsWith("io.claimdispatch.NonRetryableException: no such account");
    }

    @Test
    void chains_of_atomic_tasks_on_two_nodes_neither_deadlock_nor_double() throws Exception {
        AtomicWork link = (itself, row) -> {
            effects.write(itself, row);
            int depth = row.payload(Integer.class);
            for (int i = 0; depth > 0 && i < 2; i++) {
                String key = row.id() + "/" + i;
                itself.publisher()
                        .publish(d ->
                                d.type("work").eligibleNow().payload(depth - 1).idempotencyKey(key));
            }
            return Outcome.success();
        };
        Node first = working(node(), link);
        working(node(), link);

        first.publisher()
                .publishAll(
                        WorkflowContract.numbers(8),
                        (n, d) -> d.type("work").eligibleNow().payload(3));

        until(() -> {
            // without versions of rows, a statement of Derby's sees one table before a commit and the other after it
            if (database != Databases.DERBY) {
                effects.assertAgreement();
            }
            return count(ActionState.PROCESSED) == 8 * 15;
        });
        effects.assertAgreement();
        if (skipsLocked()) {
            // elsewhere a claim and a publish may meet in a deadlock, which is a failed attempt and no more
            assertThat(database.count("fail_count > 0")).isZero();
        }
    }

    @Test
    void heartbeats_and_recovery_get_along_with_a_completion_that_is_not_committed_yet() throws Exception {
        Gate work = new Gate();
        Gate commit = new Gate();
        Node node = working(node(), this::byHand, (itself, row) -> {
            effects.write(itself, row);
            work.pass();
            Thread worker = Thread.currentThread();
            itself.probe(moment -> waitInFrontOfCommit(worker, moment, commit));
            return Outcome.success();
        });
        Node other = byHand(node().on("work", row -> Job.task(() -> {})));
        long id = publishNow(node, "work");
        node.scheduler().runOnce();
        until(() -> work.arrived() == 1);
        database.execute(ENDED + id);
        work.open();
        until(() -> commit.arrived() == 1);

        CompletableFuture<Void> meanwhile = CompletableFuture.runAsync(() -> {
            node.loop().beat();
            other.loop().recover();
        });
        if (skipsLocked()) {
            meanwhile.join();
        }
        commit.open();
        meanwhile.join();

        untilIs(id, ActionState.PROCESSED);
        until(() -> node.loop().inFlight() == 0);
        assertThat(effects.of(id)).isEqualTo(1);
        assertThat(database.text("fail_count", id)).isEqualTo("0");
        assertThat(node.loop().lostLeases()).isZero();
    }

    private static void waitInFrontOfCommit(Thread worker, String moment, Gate gate) throws SQLException {
        if (Thread.currentThread() == worker && moment.equals("in front of the commit")) {
            try {
                gate.pass();
            } catch (InterruptedException e) {
                throw new SQLException(e);
            }
        }
    }

    @Test
    void a_heartbeat_while_the_work_runs_does_not_disturb_the_completion() throws Exception {
        Gate gate = new Gate();
        Node node = working(node(), (itself, row) -> {
            effects.write(itself, row);
            gate.pass();
            return Outcome.success();
        });
        long id = publishNow(node, "work");
        until(() -> gate.arrived() == 1);
        Instant lease = database.time("lease_until", id);

        node.loop().beat();

        assertThat(database.time("lease_until", id)).isAfter(lease);
        gate.open();
        untilIs(id, ActionState.PROCESSED);
        assertThat(database.text("fail_count", id)).isEqualTo("0");
    }
}
