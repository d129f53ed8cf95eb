package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.claim.RowClaims;
import io.claimdispatch.internal.store.completion.RowCompletions;
import io.claimdispatch.internal.store.row.ClaimedRow;
import java.sql.SQLException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an undeployment leaves behind, on every database that it is tried on: nothing that is claimed. */
abstract class DrainContract extends PipelineTest {

    private final Gate gate = new Gate();
    private final Queue<Long> ran = new ConcurrentLinkedQueue<>();
    private final LogLines log = new LogLines();

    DrainContract(Databases database) {
        super(database);
    }

    @AfterEach
    void letAllGo() {
        gate.open();
        log.close();
    }

    private static void publish(Node node, int count) {
        node.publisher()
                .publishAll(
                        WorkflowContract.numbers(count),
                        (n, d) -> d.type("work").eligibleNow());
    }

    @Test
    void running_tasks_may_end_within_the_limit_and_what_has_not_begun_is_given_back() throws Exception {
        Node node =
                running(node().set("drain", "PT20S").set("concurrency", "2").on("work", row -> Job.task(gate::pass)));
        publish(node, 2);
        until(() -> gate.arrived() == 2);
        publish(node, 5);
        node.scheduler().runOnce(5);
        assertThat(count(ActionState.CLAIMED)).isEqualTo(7);

        CompletableFuture<Void> stopping = CompletableFuture.runAsync(node::stop);
        untilBySignal(() -> count(ActionState.WAITING) == 5);
        assertThat(count(ActionState.CLAIMED)).isEqualTo(2);
        gate.open();
        stopping.join();

        assertThat(count(ActionState.PROCESSED)).isEqualTo(2);
        assertThat(count(ActionState.WAITING)).isEqualTo(5);
        assertThat(gate.arrived()).isEqualTo(2);
        assertThat(database.count("fail_count > 0 OR claimed_by IS NOT NULL AND state = 'WAITING'"))
                .isZero();
    }

    @Test
    void a_task_that_takes_longer_is_interrupted_and_given_back_and_nothing_is_counted() throws Exception {
        Node node = running(node().on("work", row -> Job.task(gate::pass))
                .on(
                        "swallows",
                        row -> Job.task(() -> {
                            try {
                                gate.pass();
                            } catch (InterruptedException swallowed) {
                                // returns with its work undone
                            }
                        })));
        long throwing = publishNow(node, "work");
        long swallowing = publishNow(node, "swallows");
        until(() -> gate.arrived() == 2);

        node.stop();

        for (long id : new long[] {throwing, swallowing}) {
            assertThat(database.text("state", id)).isEqualTo("WAITING");
            assertThat(database.text("fail_count", id)).isEqualTo("0");
            assertThat(database.text("errors", id)).isNull();
        }
        running(node().on("work", row -> Job.task(() -> {})).on("swallows", row -> Job.task(() -> {})));
        until(() -> count(ActionState.PROCESSED) == 2);
    }

    @Test
    void a_task_that_ignores_even_that_stays_claimed_and_is_named_with_where_it_is() throws Exception {
        Node node = running(node().on("work", row -> Job.task(gate::passStubbornly)));
        long id = publishNow(node, "work");
        until(() -> gate.arrived() == 1);

        node.stop();

        assertThat(database.text("state", id)).isEqualTo("CLAIMED");
        assertThat(log.with("CLAIM0091")).singleElement().asString().contains("action_logs", "passStubbornly");
    }

    @Test
    void stopping_under_load_leaves_nothing_claimed_loses_nothing_and_runs_nothing_twice() throws Exception {
        Script.Step step = row -> Job.task(() -> {
            ran.add(row.id());
        });
        Node first = running(node().on("work", step));
        publish(first, 2_000);
        until(() -> ran.size() > 200);

        first.stop();

        assertThat(count(ActionState.CLAIMED)).isZero();
        assertThat(count(ActionState.PROCESSED)).isEqualTo(ran.size());
        assertThat(count(ActionState.PROCESSED) + count(ActionState.WAITING)).isEqualTo(2_000);
        running(node().on("work", step));
        until(() -> count(ActionState.PROCESSED) == 2_000);
        assertThat(ran).hasSize(2_000).doesNotHaveDuplicates();
        assertThat(database.count("fail_count > 0")).isZero();
    }

    @Test
    void an_exchange_that_fails_at_the_very_end_costs_none_of_the_outcomes_behind_it() throws Exception {
        AtomicBoolean first = new AtomicBoolean(true);
        Node node = running(node().set("limit", "1")
                .role(RowCompletions.class, completions -> (c, table, all) -> {
                    if (Thread.currentThread().getName().startsWith("claim-dispatch-coordinator")) {
                        throw new SQLException("the database is away until the coordinators have ended", "08006");
                    }
                    if (all.size() > 1 && first.getAndSet(false)) {
                        throw new SQLException("deadlock detected", "40P01");
                    }
                    return completions.complete(c, table, all);
                })
                .on("work", row -> Job.task(gate::pass)));
        publish(node, 5);
        until(() -> gate.arrived() == 5);
        gate.open();

        node.stop();

        assertThat(first).isFalse();
        assertThat(count(ActionState.PROCESSED)).isEqualTo(5);
        assertThat(log.with("CLAIM0136")).isEmpty();
    }

    @Test
    void rows_of_a_claim_that_was_under_way_at_the_stop_do_not_begin() throws Exception {
        Node[] node = new Node[1];
        CountDownLatch claimed = new CountDownLatch(1);
        node[0] = running(node().set("drain", "PT20S")
                .role(RowClaims.class, claims -> (connection, request) -> {
                    List<ClaimedRow> rows = claims.claim(connection, request);
                    if (!rows.isEmpty()) {
                        claimed.countDown();
                        untilBySignal(() -> !node[0].loop().isClaiming());
                    }
                    return rows;
                })
                .on(
                        "work",
                        row -> Job.task(() -> {
                            ran.add(row.id());
                        })));
        publish(node[0], 5);
        claimed.await();

        node[0].stop();

        assertThat(ran).isEmpty();
        assertThat(count(ActionState.WAITING)).isEqualTo(5);
    }
}
