package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionLogs;
import io.claimdispatch.ActionState;
import io.claimdispatch.DeadLetters;
import io.claimdispatch.Job;
import io.claimdispatch.Outcome;
import io.claimdispatch.Publication;
import io.claimdispatch.Publisher;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.jpa.PersistenceUnit;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** All that a node does, with a pool of one connection. */
abstract class OneConnectionContract extends PipelineTest {

    private static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");

    private final OneConnection pool;

    OneConnectionContract(Databases database) {
        super(database);
        pool = new OneConnection(database::connect);
    }

    @AfterEach
    void nobodyHasAskedForASecondOne() throws SQLException {
        endAll();
        pool.close();
        assertThat(pool.wanted()).isEmpty();
    }

    private Node.Builder small() {
        return node().connections(pool).set("tables", "action_logs,further_logs");
    }

    /** In a transaction that has a connection of the data source already, or in none. */
    private static <T> T perhapsWithin(boolean isWithin, Node node, LocalTransaction.Body<T> body) throws Exception {
        if (!isWithin) {
            return body.run();
        }
        return LocalTransaction.separate(() -> {
            try (Connection connection = node.dataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.executeUpdate("UPDATE action_logs SET reason = 'mine' WHERE 1 = 0");
            }
            return body.run();
        });
    }

    @Test
    void a_node_starts_with_one_connection() throws Exception {
        Node node = running(small().on("work", row -> Job.task(() -> {})));

        assertThat(node.loop().state()).startsWith("RUNNING");
        untilIs(publishNow(node, "work"), ActionState.PROCESSED);
    }

    @Test
    void one_connection_suffices_to_publish_within_a_transaction_and_outside() throws Exception {
        Node node = byHand(small());
        Publisher publisher = node.publisher();
        for (boolean isWithin : List.of(false, true)) {
            String key = "key " + isWithin;
            perhapsWithin(isWithin, node, () -> {
                publisher.publish(d -> d.type("work").eligibleNow());
                publisher.publish(d -> d.type("work").eligibleNow().idempotencyKey(key));
                assertThat(publisher.publish(d -> d.type("work").eligibleNow().idempotencyKey(key)))
                        .isInstanceOf(Publication.Duplicate.class);
                publisher.publish(d -> d.type("further").eligibleNow().table("further_logs"));
                publisher.publishAll(
                        WorkflowContract.numbers(40), (n, d) -> d.type("many").eligibleNow());
                return publisher.publishAll(
                        WorkflowContract.numbers(40),
                        (n, d) -> d.type("many").eligibleNow().idempotencyKey("many " + isWithin + n));
            });
        }

        assertThat(database.count("1 = 1")).isEqualTo(2 * 82);
    }

    @Test
    void one_connection_suffices_for_every_operator_command_within_a_transaction_and_outside() throws Exception {
        Node node = byHand(small());
        ActionLogs logs = node.actionLogs();
        for (boolean isWithin : List.of(false, true)) {
            List<Long> ids = IntStream.range(0, 7)
                    .mapToObj(
                            n -> id(node.publisher().publish(d -> d.type("work").eligibleAt(FAR))))
                    .toList();
            database.execute(
                    "UPDATE action_logs SET state = 'DEAD', processed_at = updated_at WHERE id >= " + ids.get(5));
            perhapsWithin(isWithin, node, () -> {
                assertThat(logs.cancel(ids.get(0), "ann", "a test").isDone()).isTrue();
                assertThat(logs.requeue(ids.get(0), "ann").isDone()).isTrue();
                assertThat(logs.retryNow(ids.get(1), "ann").isDone()).isTrue();
                assertThat(logs.reschedule(ids.get(2), FAR, "ann").isDone()).isTrue();
                assertThat(logs.reschedule(ids.get(3), Duration.ofDays(1), "ann")
                                .isDone())
                        .isTrue();
                assertThat(logs.delete(ids.get(4), "ann", "a test").isDone()).isTrue();
                assertThat(logs.requeueDead(DeadLetters.all(), "ann", "a test")).isEqualTo(2);
                logs.pause("work", "a test", "to see");
                assertThat(logs.paused()).hasSize(1);
                assertThat(logs.resume("work", "a test").isDone()).isTrue();
                for (ActionLogs each : List.of(logs, logs.in("further_logs"))) {
                    each.find(ids.get(0));
                    each.latest(10);
                    each.latest(ActionState.WAITING, 10);
                    each.latest(ActionState.UNKNOWN, 10);
                    each.unrouted(10);
                }
                return logs.latest(1);
            });
        }

        assertThat(states()).isEqualTo("WAITING 12");
    }

    @Test
    void one_connection_suffices_for_retries_atomic_tasks_and_tasks_that_publish() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        Node[] itself = new Node[1];
        Node node = running(small().on(
                        "failing",
                        row -> Job.task(() -> {
                            if (attempts.incrementAndGet() < 3) {
                                throw new IllegalStateException("not yet");
                            }
                        }))
                .on(
                        "atomic",
                        row -> Job.atomic(() -> {
                            itself[0].publisher().publish(d -> d.type("next").eligibleNow());
                            itself[0]
                                    .publisher()
                                    .publish(d -> d.type("next").eligibleNow().idempotencyKey("" + row.id()));
                            itself[0].get(PersistenceUnit.class).with(manager -> manager.isOpen());
                            return Outcome.success();
                        }))
                .on(
                        "publishing",
                        row -> Job.task(() -> {
                            itself[0].publisher().publish(d -> d.type("next").eligibleNow());
                        }))
                .on("next", row -> Job.task(() -> {})));
        itself[0] = node;
        publishNow(node, "failing");
        publishNow(node, "atomic");
        publishNow(node, "publishing");

        untilStates("PROCESSED 6");
        assertThat(attempts).hasValue(3);
    }

    @Test
    void one_connection_suffices_to_renew_leases_and_to_recover_expired_ones() throws Exception {
        Gate gate = new Gate();
        Node node = running(small().on("work", row -> Job.task(gate::pass)));
        long id = publishNow(node, "work");
        until(() -> gate.arrived() == 1);

        node.loop().beat();
        node.loop().discover();
        assertThat(is(id, ActionState.CLAIMED)).isTrue();
        endLeases();
        node.loop().recover();
        gate.open();

        untilIs(id, ActionState.PROCESSED);
    }

    @Test
    void two_nodes_share_one_connection() throws Exception {
        AtomicInteger ran = new AtomicInteger();
        Script.Step work = row -> Job.task(() -> {
            ran.incrementAndGet();
        });
        Node first = running(small().set("limit", "20").on("work", work));
        Node second = running(small().set("limit", "20").on("work", work));
        for (Node node : List.of(first, second)) {
            node.publisher()
                    .publishAll(
                            WorkflowContract.numbers(300),
                            (n, d) -> d.type("work").eligibleNow());
        }

        untilStates("PROCESSED 600");
        assertThat(ran).hasValue(600);
    }
}
