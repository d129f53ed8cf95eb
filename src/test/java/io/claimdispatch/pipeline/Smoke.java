package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionState;
import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.Job;
import io.claimdispatch.Publication;
import io.claimdispatch.Verdict;
import io.claimdispatch.internal.store.Databases;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A bit of everything that publishers, nodes and operators do, through the product alone. */
final class Smoke implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(15);

    /** As text, every sign that some setting reads otherwise. */
    private static final String TEXT = "it's a \\ \"quoted\" \\' ? {ts} NULL, \u0130\u0131 \ud83d\ude00";

    private final Databases database;
    private final List<Node> nodes = new ArrayList<>();
    private final Queue<Long> ran = new ConcurrentLinkedQueue<>();
    private final Map<Long, String> payloads = new ConcurrentHashMap<>();
    private final Map<Long, Integer> failed = new ConcurrentHashMap<>();

    Smoke(ConnectionSettings settings) {
        database = settings.database();
        for (int i = 0; i < 2; i++) {
            nodes.add(settings.node()
                    .set("retry.max-attempts", "2")
                    .set("limit", "7")
                    .on(
                            "work",
                            row -> Job.task(() -> {
                                ran.add(row.id());
                                payloads.put(row.id(), row.payload(String.class));
                            }))
                    .on("later", row -> Job.task(() -> ran.add(row.id())))
                    .on("paused", row -> Job.task(() -> ran.add(row.id())))
                    .on(
                            "fails",
                            row -> Job.task(() -> {
                                failed.merge(row.id(), 1, Integer::sum);
                                throw new IllegalStateException(TEXT);
                            }))
                    .on("atomic", row -> Job.atomic(() -> ran.add(row.id())))
                    .start());
        }
    }

    void run() throws Exception {
        keys();
        times();
        rollback();
        failures();
        lists();
        pauses();
        many();
    }

    private Node node() {
        return nodes.get(0);
    }

    private Publication publish(String type, @Nullable String key) {
        return repeated(() -> node().publisher().publish(draft -> {
            draft.type(type).eligibleNow().payload(TEXT);
            if (key != null) {
                draft.idempotencyKey(key);
            }
        }));
    }

    /** As the error of a deadlock says, which Derby makes of publishers and completions now and then. */
    private <T> T repeated(Supplier<T> publishing) {
        for (int tries = 1; ; tries++) {
            try {
                return publishing.get();
            } catch (ClaimDispatchException e) {
                if (database != Databases.DERBY
                        || tries == 3
                        || !String.valueOf(e.getMessage()).contains("deadlock,")) {
                    throw e;
                }
            }
        }
    }

    private void keys() {
        List<Publication> stored = new ArrayList<>();
        for (String key : List.of("key", "Key", "k\u00e9y", "ke y", "NULL", "'", "\\", "it\\'s", "\u0130", "\u0131")) {
            stored.add(publish("work", key));
            assertThat(publish("work", key)).as(key).isInstanceOf(Publication.Duplicate.class);
        }
        stored.add(publish("work", null));
        stored.add(publish("work", null));
        List<String> bulk = new ArrayList<>(List.of("b", "B", "", "b", "", "key"));
        List<Publication> published = repeated(() -> node().publisher().publishAll(bulk, (key, draft) -> {
            draft.type("work").eligibleNow().payload(TEXT);
            if (!key.isEmpty()) {
                draft.idempotencyKey(key);
            }
        }));
        assertThat(published.stream().map(Publication::isStored)).containsExactly(true, true, true, false, true, false);
        stored.addAll(published.stream().filter(Publication::isStored).toList());
        assertThat(stored).allMatch(Publication::isStored).hasSize(16);
        stored.forEach(each -> untilIs(each, ActionState.PROCESSED));
        assertThat(ran).doesNotHaveDuplicates().hasSize(16);
        assertThat(payloads.values()).containsOnly(TEXT);
    }

    private void times() {
        Instant when = Instant.parse("2031-03-30T02:30:00.123456Z");
        Publication later =
                node().publisher().publish(draft -> draft.type("later").eligibleAt(when));
        ActionLog row = row(later);
        assertThat(row.eligibleAt()).isEqualTo(when);
        assertThat(row.createdAt())
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
        assertThat(node().actionLogs().reschedule(row.id(), Duration.ZERO, "ann"))
                .isEqualTo(Verdict.DONE);
        untilIs(later, ActionState.PROCESSED);
    }

    private void rollback() {
        List<Publication> published = new ArrayList<>();
        assertThatThrownBy(() -> LocalTransaction.separate(() -> {
                    published.add(publish("work", "rolled back"));
                    published.add(publish("work", null));
                    throw new IllegalStateException("roll back");
                }))
                .hasMessage("roll back");
        assertThat(published)
                .allMatch(each ->
                        node().actionLogs().find(each.id().orElseThrow()).isEmpty());
        assertThat(publish("work", "rolled back").isStored()).isTrue();
    }

    private void failures() {
        Publication dead = publish("fails", null);
        untilIs(dead, ActionState.DEAD);
        assertThat(failed.get(dead.id().orElseThrow())).isEqualTo(2);
        assertThat(row(dead).errors()).contains("IllegalStateException");
        assertThat(node().actionLogs().latest(ActionState.DEAD, 1))
                .extracting(ActionLog::id)
                .containsExactly(dead.id().orElseThrow());
        assertThat(node().actionLogs().requeue(dead.id().orElseThrow(), "ann")).isEqualTo(Verdict.DONE);
        untilIs(dead, ActionState.DEAD);
        assertThat(node().actionLogs().delete(dead.id().orElseThrow(), "ann", "a test"))
                .isEqualTo(Verdict.DONE);
        untilIs(publish("atomic", "a"), ActionState.PROCESSED);
    }

    private void lists() {
        Publication unrouted = publish("unrouted", "u");
        assertThat(node().actionLogs().latest(3)).hasSize(3);
        assertThat(node().actionLogs().latest(ActionState.UNKNOWN, 5)).isEmpty();
        assertThat(node().actionLogs().cancel(unrouted.id().orElseThrow(), "ann", TEXT))
                .isEqualTo(Verdict.DONE);
        assertThat(row(unrouted).reason()).isEqualTo(TEXT);
    }

    private void pauses() {
        node().actionLogs().pause("paused", "ada", TEXT);
        assertThat(node().actionLogs().paused())
                .singleElement()
                .satisfies(each -> assertThat(each.why()).isEqualTo(TEXT));
        node().actionLogs().resume("paused", "ada");
        assertThat(node().actionLogs().paused()).isEmpty();
        untilIs(publish("paused", null), ActionState.PROCESSED);
    }

    private void many() {
        ran.clear();
        for (Node each : nodes) {
            repeated(() -> each.publisher()
                    .publishAll(
                            WorkflowContract.numbers(30),
                            (n, draft) -> draft.type("work")
                                    .eligibleNow()
                                    .payload(TEXT)
                                    .idempotencyKey("many " + n + (n < 10 ? "" : " of " + nodes.indexOf(each)))));
        }
        await().atMost(LONGEST).pollInterval(Duration.ofMillis(20)).untilAsserted(() -> {
            nodes.forEach(Node::tick);
            assertThat(ran).hasSize(50);
            assertThat(node().actionLogs().latest(50))
                    .extracting(ActionLog::state)
                    .containsOnly(ActionState.PROCESSED);
        });
        assertThat(ran).doesNotHaveDuplicates();
    }

    private ActionLog row(Publication publication) {
        return node().actionLogs().find(publication.id().orElseThrow()).orElseThrow();
    }

    private void untilIs(Publication publication, ActionState state) {
        await().atMost(LONGEST).pollInterval(Duration.ofMillis(20)).untilAsserted(() -> {
            nodes.forEach(Node::tick);
            assertThat(row(publication).state()).isEqualTo(state);
        });
    }

    @Override
    public void close() {
        nodes.forEach(Node::close);
    }
}
