package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.Job;
import io.claimdispatch.Outcome;
import io.claimdispatch.Publication;
import io.claimdispatch.RunReport;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.EachDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;

/** Two nodes, one an hour ahead of the database and one an hour behind. */
@ParameterizedClass
@EachDatabase({Databases.H2, Databases.POSTGRESQL, Databases.MARIADB})
class ClocksTest extends PipelineTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration HALF = Duration.ofMinutes(30);

    ClocksTest(Databases database) {
        super(database);
    }

    private Node.Builder ahead() {
        return node().clock(() -> Instant.now().plus(HOUR));
    }

    private Node.Builder behind() {
        return node().clock(() -> Instant.now().minus(HOUR));
    }

    private void assertNothingIsDue(Node... nodes) {
        for (Node each : nodes) {
            assertThat(each.scheduler().runOnce()).isEqualTo(RunReport.NOTHING);
        }
    }

    @Test
    void a_delay_ends_by_the_clock_of_the_database_whichever_node_has_published() throws Exception {
        Node ahead = byHand(ahead().on("work", row -> Job.task(() -> {})));
        Node behind = byHand(behind().on("work", row -> Job.task(() -> {})));

        for (Node node : List.of(ahead, behind)) {
            String key = node.loop().nodeName();
            List<Publication> published = new java.util.ArrayList<>();
            published.add(node.publisher().publish(d -> d.type("work").eligibleIn(HALF)));
            published.add(node.publisher()
                    .publish(d -> d.type("work").eligibleIn(HALF).idempotencyKey(key)));
            published.addAll(node.publisher()
                    .publishAll(
                            WorkflowContract.numbers(2),
                            (n, d) -> d.type("work").eligibleIn(HALF)));
            for (Publication each : published) {
                assertThat(Duration.between(database.now(), database.time("end_at", id(each))))
                        .isBetween(HALF.minusMinutes(1), HALF);
            }
        }
        assertNothingIsDue(ahead, behind);

        publishNow(behind, "work");
        assertThat(ahead.scheduler().runOnce().claimed()).as("due at once").isEqualTo(1);
        publishNow(ahead, "work");
        assertThat(behind.scheduler().runOnce().claimed()).as("due at once").isEqualTo(1);
    }

    @Test
    void a_retry_and_a_snooze_wait_by_the_clock_of_the_database() throws Exception {
        Script.Step fails = row -> Job.task(() -> {
            throw new IllegalStateException("again later");
        });
        Script.Step snoozes = row -> Job.outcome(Outcome.snoozeFor(HALF));
        Node ahead = byHand(
                ahead().set("retry.initial-delay", "PT30M").on("fails", fails).on("snoozes", snoozes));
        Node behind = byHand(
                behind().set("retry.initial-delay", "PT30M").on("fails", fails).on("snoozes", snoozes));

        for (Node node : List.of(ahead, behind)) {
            long failing = publishNow(node, "fails");
            long snoozing = publishNow(node, "snoozes");
            node.scheduler().runOnce();
            until(() -> node.loop().inFlight() == 0);
            for (long id : List.of(failing, snoozing)) {
                assertThat(database.text("state", id)).isEqualTo("WAITING");
                assertThat(Duration.between(database.now(), database.time("end_at", id)))
                        .isBetween(HALF.minusMinutes(1), HALF);
            }
        }
        assertNothingIsDue(ahead, behind);
    }

    @Test
    void a_lease_ends_by_the_clock_of_the_database_on_every_node() throws Exception {
        Gate gate = new Gate();
        Node ahead = byHand(ahead().on("work", row -> Job.task(gate::pass)));
        Node behind = byHand(behind().on("work", row -> Job.task(gate::pass)));
        Instant before = database.now();
        for (Node node : List.of(ahead, behind)) {
            publishNow(node, "work");
            node.scheduler().runOnce(1);
            node.loop().beat();
        }
        until(() -> gate.arrived() == 2);
        List<Object> ids = database.query("SELECT id FROM action_logs");
        for (Object id : ids) {
            assertThat(database.time("lease_until", ((Number) id).longValue()))
                    .isBetween(before.plusSeconds(60), database.now().plusSeconds(60));
        }

        ahead.loop().recover();
        behind.loop().recover();

        assertThat(states()).as("while both leases hold").isEqualTo("CLAIMED 2");
        assertThat(database.count("fail_count > 0")).isZero();
        endLeases();
        // each takes back what is the other's
        behind.loop().recover();
        ahead.loop().recover();
        assertThat(states()).as("once they have ended").isEqualTo("WAITING 2");
        gate.open();
    }

    @Test
    void two_nodes_run_each_row_once_and_none_before_its_time() throws Exception {
        Map<Long, Integer> runs = new ConcurrentHashMap<>();
        Script.Step count = row -> Job.task(() -> {
            runs.merge(row.id(), 1, Integer::sum);
        });
        Node ahead = running(ahead().set("limit", "10").on("work", count));
        Node behind = running(behind().set("limit", "10").on("work", count));
        for (Node node : List.of(ahead, behind)) {
            node.publisher()
                    .publishAll(
                            WorkflowContract.numbers(100),
                            (n, d) -> d.type("work").eligibleIn(Duration.ofMillis(5L * n)));
        }

        untilStates("PROCESSED 200");
        assertThat(runs).hasSize(200);
        assertThat(runs.values()).containsOnly(1);
        assertThat(database.count("claimed_at < end_at")).as("started early").isZero();
    }
}
