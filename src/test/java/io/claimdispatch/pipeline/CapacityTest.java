package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.RunReport;
import io.claimdispatch.internal.dispatch.TaskPool;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.claim.RowClaims;
import io.claimdispatch.internal.store.row.ClaimedRow;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How much a node takes, and what it gives back. */
class CapacityTest extends PipelineTest {

    CapacityTest() {
        super(Databases.H2);
    }

    private static void publish(Node node, int count) {
        node.publisher()
                .publishAll(
                        WorkflowContract.numbers(count),
                        (n, d) -> d.type("work").eligibleNow());
    }

    @Test
    void slow_jobs_are_claimed_only_as_threads_become_free() throws Exception {
        Gate gate = new Gate();
        AtomicInteger claims = new AtomicInteger();
        Node node = running(node().set("concurrency", "3")
                .role(RowClaims.class, all -> counting(all, claims))
                .on("work", row -> Job.task(gate::pass)));
        publish(node, 50);
        until(() -> gate.arrived() == 3);

        AtomicInteger ticks = new AtomicInteger();
        until(() -> ticks.incrementAndGet() == 20);

        assertThat(count(ActionState.CLAIMED)).isEqualTo(3);
        assertThat(node.loop().inFlight()).isEqualTo(3);
        gate.open();
        until(() -> count(ActionState.PROCESSED) == 50);
        assertThat(gate.most()).isEqualTo(3);
    }

    @Test
    void no_more_are_in_flight_than_the_settings_allow() throws Exception {
        AtomicInteger most = new AtomicInteger();
        Node[] node = new Node[1];
        node[0] = running(node().set("max-in-flight", "5")
                .on(
                        "work",
                        row -> Job.task(() -> {
                            most.accumulateAndGet(node[0].loop().inFlight(), Math::max);
                        })));

        publish(node[0], 500);

        until(() -> count(ActionState.PROCESSED) == 500);
        assertThat(most.get()).isBetween(1, 5);
        until(() -> node[0].loop().inFlight() == 0);
    }

    private static RowClaims counting(RowClaims claims, AtomicInteger count) {
        return (connection, request) -> {
            List<ClaimedRow> claimed = claims.claim(connection, request);
            count.addAndGet(claimed.size());
            return claimed;
        };
    }

    @Test
    void a_run_by_hand_takes_no_more_than_there_is_room_for() throws Exception {
        Gate gate = new Gate();
        Node node = byHand(node().set("max-in-flight", "4").on("work", row -> Job.task(gate::pass)));
        publish(node, 10);

        assertThat(node.scheduler().runOnce(10)).isEqualTo(new RunReport(4, 4, 0));
        assertThat(node.scheduler().runOnce(10)).isEqualTo(RunReport.NOTHING);

        gate.open();
        until(() -> count(ActionState.PROCESSED) == 4);
    }

    @Test
    void a_backlog_in_one_table_does_not_hold_up_another() throws Exception {
        database.reset("audit_logs");
        List<String> ran = new CopyOnWriteArrayList<>();
        Node node = running(node().set("tables", "audit_logs")
                .set("limit", "1")
                .set("concurrency", "1")
                .set("coordinators", "1")
                .on(
                        "work",
                        row -> Job.task(() -> {
                            ran.add(row.table());
                        })));

        LocalTransaction.separate(() -> {
            publish(node, 50);
            return node.publisher().publish(d -> d.type("work").eligibleNow().table("audit_logs"));
        });

        until(() -> ran.size() == 51);
        assertThat(ran.subList(0, 50)).contains("audit_logs");
    }

    @Test
    void stopping_gives_back_what_has_not_begun_and_stores_what_has_finished() throws Exception {
        Gate gate = new Gate();
        Node node =
                byHand(node().set("concurrency", "2").set("drain", "PT30S").on("work", row -> Job.task(gate::pass)));
        publish(node, 10);
        node.scheduler().runOnce(10);
        until(() -> gate.arrived() == 2);

        CompletableFuture<Void> stop = CompletableFuture.runAsync(node::stop);
        until(() -> count(ActionState.WAITING) == 8);
        gate.open();
        stop.get(30, TimeUnit.SECONDS);

        assertThat(count(ActionState.PROCESSED)).isEqualTo(2);
        assertThat(count(ActionState.CLAIMED)).isZero();
        assertThat(database.count("fail_count > 0")).isZero();
        assertThat(database.count("state = 'WAITING' AND claim_token IS NULL AND lease_until IS NULL"))
                .isEqualTo(8);
        assertThat(gate.arrived()).isEqualTo(2);
        assertThat(node.loop().inFlight()).isZero();
    }

    @Test
    void a_claim_that_is_under_way_while_the_node_stops_leaves_nothing_claimed() throws Exception {
        Gate claim = new Gate();
        Gate never = new Gate();
        Node node = running(node().set("concurrency", "5")
                .set("coordinators", "1")
                .set("drain", "PT0S")
                .role(RowClaims.class, claims -> (connection, request) -> {
                    List<ClaimedRow> claimed = claims.claim(connection, request);
                    hold(claim, claimed);
                    return claimed;
                })
                .on("work", row -> Job.task(never::pass)));
        // all threads are busy, so that the rows of this claim can only wait
        for (int i = 0; i < 5; i++) {
            node.get(TaskPool.class).submit(() -> {
                try {
                    never.pass();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        until(() -> never.arrived() == 5);
        publish(node, 5);
        until(() -> claim.arrived() == 1);

        CompletableFuture<Void> stop = CompletableFuture.runAsync(node::stop);
        untilBySignal(() -> !node.loop().isClaiming());
        claim.open();
        stop.get(30, TimeUnit.SECONDS);

        assertThat(count(ActionState.WAITING)).isEqualTo(5);
        assertThat(never.arrived()).isEqualTo(5);
    }

    private static void hold(Gate gate, List<ClaimedRow> claimed) {
        if (!claimed.isEmpty()) {
            try {
                gate.pass();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void a_node_that_only_publishes_claims_nothing_by_itself() throws Exception {
        Node publisher = byHand(node().on("work", row -> Job.task(() -> {})));
        Node worker = running(node().on("other", row -> Job.task(() -> {})));
        publish(publisher, 3);

        untilIs(publishNow(worker, "other"), ActionState.PROCESSED);
        AtomicInteger ticks = new AtomicInteger();
        until(() -> ticks.incrementAndGet() == 20);

        assertThat(count(ActionState.WAITING)).isEqualTo(3);
    }
}
