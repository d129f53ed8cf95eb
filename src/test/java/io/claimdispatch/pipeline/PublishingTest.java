package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionState;
import io.claimdispatch.ClaimDispatch;
import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.Draft;
import io.claimdispatch.Job;
import io.claimdispatch.Priority;
import io.claimdispatch.Publication;
import io.claimdispatch.Publisher;
import io.claimdispatch.Rule;
import io.claimdispatch.internal.store.Databases;
import jakarta.json.Json;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What publishing stores, refuses and signals. */
class PublishingTest extends PipelineTest {

    PublishingTest() {
        super(Databases.H2);
    }

    public static class Circle {
        public Circle getSelf() {
            return this;
        }
    }

    static Arguments wrong(String id, String what, Consumer<Draft> fill) {
        return Arguments.of(id, what, fill);
    }

    static Stream<Arguments> wrongDrafts() {
        return Stream.of(
                wrong("CLAIM0010", "no type", d -> d.eligibleNow()),
                wrong("CLAIM0010", "an empty type", d -> d.type("").eligibleNow()),
                wrong("CLAIM0011", "no time", d -> d.type("a")),
                wrong(
                        "CLAIM0011",
                        "a supplier without a time",
                        d -> d.type("a").eligibleAt((Supplier<Instant>) () -> null)),
                wrong("CLAIM0012", "a blank type", d -> d.type(" ").eligibleNow()),
                wrong(
                        "CLAIM0012",
                        "a type longer than its column",
                        d -> d.type("x".repeat(151)).eligibleNow()),
                wrong("CLAIM0012", "a control character", d -> d.type("a\nb").eligibleNow()),
                wrong(
                        "CLAIM0012",
                        "half of a surrogate pair",
                        d -> d.type("a\ud800").eligibleNow()),
                wrong(
                        "CLAIM0012",
                        "an empty key",
                        d -> d.type("a").eligibleNow().idempotencyKey("")),
                wrong(
                        "CLAIM0012",
                        "a key that ends with a blank",
                        d -> d.type("a").eligibleNow().idempotencyKey("k ")),
                wrong("CLAIM0012", "a long key", d -> d.type("a").eligibleNow().idempotencyKey("k".repeat(256))),
                wrong(
                        "CLAIM0013",
                        "an object that holds itself",
                        d -> d.type("a").eligibleNow().payload(new Circle())),
                wrong(
                        "CLAIM0013",
                        "meta that cannot be written",
                        d -> d.type("a").eligibleNow().meta("m", new Circle())),
                wrong(
                        "CLAIM0014",
                        "text that is no JSON",
                        d -> d.type("a").eligibleNow().payloadJson("{")),
                wrong("CLAIM0014", "no text", d -> d.type("a").eligibleNow().payloadJson("")),
                wrong(
                        "CLAIM0015",
                        "meta on a list",
                        d -> d.type("a").eligibleNow().payload(List.of(1)).meta("m", 1)),
                wrong(
                        "CLAIM0015",
                        "rules on a text",
                        d -> d.type("a")
                                .eligibleNow()
                                .payload("text")
                                .rules(Rule.field("x").present())),
                wrong(
                        "CLAIM0016",
                        "a reserved member",
                        d -> d.type("a").eligibleNow().payload(Map.of("__meta", 1))),
                wrong(
                        "CLAIM0017",
                        "a table nobody named",
                        d -> d.type("a").eligibleNow().table("other")),
                wrong(
                        "CLAIM0017",
                        "SQL for a table",
                        d -> d.type("a").eligibleNow().table("a; DROP TABLE action_logs")),
                wrong("CLAIM0018", "a negative delay", d -> d.type("a").eligibleIn(Duration.ofSeconds(-1))),
                wrong("CLAIM0018", "an endless delay", d -> d.type("a").eligibleIn(Duration.ofSeconds(Long.MAX_VALUE))),
                wrong("CLAIM0018", "a time after time", d -> d.type("a").eligibleAt(Instant.MAX)),
                wrong("CLAIM0018", "a time before time", d -> d.type("a").eligibleAt(Instant.MIN)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("wrongDrafts")
    void a_wrong_draft_is_an_error_with_its_id_and_nothing_is_stored(String id, String what, Consumer<Draft> fill)
            throws Exception {
        Node node = byHand(node());
        Consumer<Draft> good = d -> d.type("good").eligibleNow();

        assertThatThrownBy(() -> node.publisher().publish(fill))
                .isInstanceOfSatisfying(
                        ClaimDispatchException.class, e -> assertThat(e.id()).isEqualTo(id));
        assertThatThrownBy(() -> node.publisher().publishAll(List.of(good, fill)))
                .isInstanceOfSatisfying(
                        ClaimDispatchException.class, e -> assertThat(e.id()).isEqualTo(id));
        assertThat(database.count("1 = 1")).isZero();
    }

    @Test
    void a_wrong_draft_leaves_the_transaction_of_its_caller_usable() throws Exception {
        Node node = byHand(node());

        LocalTransaction.separate(() -> {
            publishNow(node, "before");
            assertThatThrownBy(() -> node.publisher().publish(d -> d.type("a"))).isNotNull();
            node.publisher().publish(d -> d.type("k").eligibleNow().idempotencyKey("1"));
            assertThat(node.publisher()
                            .publish(d -> d.type("k").eligibleNow().idempotencyKey("1"))
                            .isDuplicate())
                    .isTrue();
            return publishNow(node, "after");
        });

        assertThat(database.query("SELECT type FROM action_logs ORDER BY id")).containsExactly("before", "k", "after");
    }

    @Test
    void gates_decide_and_say_which_one_it_was() throws Exception {
        Publisher publisher = byHand(node()).publisher();
        AtomicInteger asked = new AtomicInteger();

        assertThat(publisher.publish(d -> d.type("a").eligibleNow().when(() -> false)))
                .isEqualTo(new Publication.Skipped("when"));
        assertThat(publisher.publish(d -> d.type("a").eligibleNow().skipIf(() -> true)))
                .isEqualTo(new Publication.Skipped("skipIf"));
        assertThat(publisher.publish(d -> d.type("a")
                        .eligibleAt(() -> {
                            asked.incrementAndGet();
                            return Instant.EPOCH;
                        })
                        .payload(7)
                        .when((payload, rules) -> payload.equals(8))))
                .isEqualTo(new Publication.Skipped("when"));
        assertThat(asked).as("the time is asked for behind the gates").hasValue(0);
        assertThat(database.count("1 = 1")).isZero();
        assertThat(publisher
                        .publish(d -> d.type("a")
                                .eligibleNow()
                                .payload(Map.of("a", 1))
                                .rules(Rule.named("r"))
                                .when(() -> true)
                                .skipIf((payload, rules) -> rules.isEmpty() || payload == null))
                        .isStored())
                .isTrue();
    }

    @Test
    void a_gate_does_not_hide_that_a_draft_is_wrong() {
        Publisher publisher = byHand(node()).publisher();

        assertThatThrownBy(() -> publisher.publish(d -> d.type("a").when(() -> false)))
                .hasMessageContaining("CLAIM0011");
    }

    @Test
    void meta_and_rules_are_members_of_the_payload() throws Exception {
        Node node = byHand(node());

        long id = id(node.publisher()
                .publish(d -> d.type("a")
                        .eligibleNow()
                        .payload(Map.of("n", 1))
                        .meta("who", "ann")
                        .meta(Map.of("trace", 7))
                        .rules(Rule.field("n").atLeast(1))));

        var payload = Json.createReader(new java.io.StringReader(database.text("payload", id)))
                .readObject();
        assertThat(payload.keySet()).containsExactly("n", "__meta", "__rules");
        assertThat(payload.getJsonObject("__meta").getString("who")).isEqualTo("ann");
        assertThat(payload.getJsonObject("__meta").getInt("trace")).isEqualTo(7);
        assertThat(payload.getJsonArray("__rules")).hasSize(1);
    }

    @Test
    void many_drafts_have_their_results_in_their_order() throws Exception {
        database.reset("audit_logs");
        Node node = byHand(node().set("tables", "audit_logs"));
        long first = id(node.publisher().publish(d -> d.type("a").eligibleNow().idempotencyKey("1")));

        List<Publication> results = node.publisher()
                .publishAll(List.<Consumer<Draft>>of(
                        d -> d.type("a").eligibleNow(),
                        d -> d.type("a").eligibleNow().idempotencyKey("1"),
                        d -> d.type("a").eligibleNow().when(() -> false),
                        d -> d.type("a").eligibleNow().idempotencyKey("1").table("audit_logs"),
                        d -> d.type("a").eligibleNow().idempotencyKey("2"),
                        d -> d.type("a").eligibleNow().idempotencyKey("2"),
                        d -> d.type("b").eligibleNow().idempotencyKey("1")));

        assertThat(results.get(0).isStored()).isTrue();
        assertThat(results.get(1)).isEqualTo(new Publication.Duplicate(first));
        assertThat(results.get(2)).isEqualTo(new Publication.Skipped("when"));
        assertThat(results.get(3).isStored()).isTrue();
        assertThat(results.get(4).isStored()).isTrue();
        assertThat(results.get(5)).isEqualTo(new Publication.Duplicate(id(results.get(4))));
        assertThat(results.get(6).isStored()).isTrue();
        assertThat(database.count("1 = 1")).isEqualTo(4);
        assertThat(database.text("type", id(results.get(6)))).isEqualTo("b");
        assertThat(database.query("SELECT id FROM audit_logs")).containsExactly(id(results.get(3)));
    }

    @Test
    void an_empty_list_of_drafts_is_published_without_work() {
        assertThat(byHand(node()).publisher().publishAll(List.of())).isEmpty();
    }

    @Test
    void a_node_whose_clock_is_an_hour_wrong_publishes_and_runs_at_the_right_time() throws Exception {
        Node node = running(node().clock(() -> Instant.now().plusSeconds(3_600)).on("work", row -> Job.task(() -> {})));
        Instant before = database.now();

        long now = publishNow(node, "work");
        long later = id(node.publisher().publish(d -> d.type("work").eligibleIn(Duration.ofMinutes(30))));
        long keyed = id(node.publisher()
                .publish(d -> d.type("work").eligibleIn(Duration.ofMinutes(30)).idempotencyKey("k")));

        untilIs(now, ActionState.PROCESSED);
        for (long id : List.of(now, later, keyed)) {
            assertThat(database.time("created_at", id)).isBetween(before, database.now());
        }
        assertThat(database.time("end_at", now)).isEqualTo(database.time("created_at", now));
        assertThat(database.time("end_at", later))
                .isEqualTo(database.time("created_at", later).plus(Duration.ofMinutes(30)));
        assertThat(database.time("end_at", keyed))
                .isEqualTo(database.time("created_at", keyed).plus(Duration.ofMinutes(30)));
        assertThat(count(ActionState.WAITING)).isEqualTo(2);
    }

    @Test
    void a_publish_that_has_committed_wakes_the_node_without_a_tick() throws Exception {
        Node node = running(node().set("poll-interval", "PT24H").on("work", row -> Job.task(() -> {})));
        untilBySignal(() -> !node.loop().isDue());

        long alone = publishNow(node, "work");
        untilBySignal(() -> is(alone, ActionState.PROCESSED));
        long within = LocalTransaction.separate(() -> publishNow(node, "work"));
        untilBySignal(() -> is(within, ActionState.PROCESSED));
        List<Publication> bulk = node.publisher()
                .publishAll(
                        WorkflowContract.numbers(3), (n, d) -> d.type("work").eligibleNow());
        untilBySignal(() -> is(id(bulk.get(2)), ActionState.PROCESSED));
    }

    @Test
    void no_node_is_woken_before_the_commit_or_after_a_rollback() throws Exception {
        Node node = running(node().on("work", row -> Job.task(() -> {})));
        // then the node has read its pauses, which is a reason to look for due rows
        long first = publishNow(node, "work");
        untilBySignal(() -> is(first, ActionState.PROCESSED) && !node.loop().isDue());
        long calls = node.loop().dueCalls();

        assertThatThrownBy(() -> LocalTransaction.separate(() -> {
                    publishNow(node, "work");
                    assertThat(node.loop().dueCalls()).as("before the commit").isEqualTo(calls);
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");

        assertThat(node.loop().dueCalls()).as("after the rollback").isEqualTo(calls);
    }

    @Test
    void a_node_may_leave_new_rows_to_its_timer() throws Exception {
        Node node = running(node().set("wake-up", "false").on("work", row -> Job.task(() -> {})));
        untilBySignal(() -> !node.loop().isDue());

        long id = publishNow(node, "work");

        assertThat(node.loop().isDue()).isFalse();
        untilIs(id, ActionState.PROCESSED);
    }

    @Test
    void the_static_facade_reaches_the_same_beans() throws Exception {
        Node node = byHand(node().on("work", row -> Job.task(() -> {})));

        Publication stored = ClaimDispatch.quick("work", Instant.EPOCH.plusSeconds(86_400L * 365 * 40), Map.of("n", 1));
        Publication keyed = ClaimDispatch.quick(
                "work", database.now(), null, d -> d.idempotencyKey("k").priority(Priority.HIGH));

        assertThat(node.actionLogs().find(id(stored))).get().satisfies(row -> {
            assertThat(row.payload()).isEqualTo("{\"n\":1}");
            assertThat(row.payloadSize()).isEqualTo(7);
        });
        assertThat(ClaimDispatch.actionLogs().latest(ActionState.WAITING, 10))
                .extracting(ActionLog::id)
                .containsExactly(id(keyed), id(stored));
        assertThat(ClaimDispatch.scheduler().runOnce(10).claimed()).isEqualTo(2);
    }

    @Test
    void a_refusal_of_the_database_is_an_error_with_its_cause() {
        Node node = byHand(node());
        node.cut(true);

        assertThatThrownBy(() -> publishNow(node, "work"))
                .isInstanceOf(ClaimDispatchException.class)
                .hasMessageContaining("CLAIM0020")
                .hasRootCauseInstanceOf(SQLException.class);
    }
}
