package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.Draft;
import io.claimdispatch.Job;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Processor;
import io.claimdispatch.Publication;
import io.claimdispatch.internal.store.Databases;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What must hold from publish to completion on every database. */
abstract class WorkflowContract extends PipelineTest {

    private static final Queue<String> SENT = new ConcurrentLinkedQueue<>();

    WorkflowContract(Databases database) {
        super(database);
    }

    public record Welcome(String address) {}

    @ApplicationScoped
    static class Mails {
        @Processor("email.welcome")
        void send(Welcome welcome, LogRecord row) {
            SENT.add(row.idempotencyKey().orElse("no key") + " to " + welcome.address());
        }
    }

    @BeforeEach
    void nothingSent() {
        SENT.clear();
    }

    @Test
    void a_sign_up_is_welcomed_once_after_the_delay_although_two_nodes_claim() throws Exception {
        Node first = running(node().with(Mails.class));
        Node second = running(node().with(Mails.class));
        Consumer<Draft> welcome = draft -> draft.type("email.welcome")
                .eligibleIn(Duration.ofSeconds(1))
                .payload(new Welcome("ann@example.org"))
                .idempotencyKey("welcome:7");

        Publication published = first.publisher().publish(welcome);
        Publication again = second.publisher().publish(welcome);

        long id = id(published);
        assertThat(published).isEqualTo(new Publication.Stored(id));
        assertThat(again).isEqualTo(new Publication.Duplicate(id));
        untilIs(id, ActionState.PROCESSED);
        assertThat(SENT).containsExactly("welcome:7 to ann@example.org");
        assertThat(database.time("end_at", id))
                .isEqualTo(database.time("created_at", id).plusSeconds(1));
        assertThat(database.time("claimed_at", id)).isAfterOrEqualTo(database.time("end_at", id));
        assertThat(database.time("processed_at", id)).isAfterOrEqualTo(database.time("claimed_at", id));
        assertThat(database.text("fail_count", id)).isEqualTo("0");
        assertThat(database.count("1 = 1")).isEqualTo(1);
        assertThat(first.publisher().publish(welcome)).as("after it has run").isEqualTo(new Publication.Duplicate(id));
    }

    @Test
    void five_hundred_rows_run_once_each_on_two_nodes() throws Exception {
        Map<Long, Integer> runs = new ConcurrentHashMap<>();
        Script.Step count = row -> Job.task(() -> {
            runs.merge(row.id(), 1, Integer::sum);
        });
        Node first = running(node().on("many", count).set("limit", "20"));
        running(node().on("many", count).set("limit", "20"));

        List<Publication> published = first.publisher()
                .publishAll(
                        numbers(500),
                        (n, draft) -> draft.type("many").eligibleNow().payload(n));

        until(() -> count(ActionState.PROCESSED) == 500);
        assertThat(runs)
                .hasSize(500)
                .containsOnlyKeys(published.stream().map(PipelineTest::id).toList());
        assertThat(runs.values()).containsOnly(1);
    }

    @Test
    void a_row_that_cannot_be_read_dies_alone_among_a_hundred_good_ones() throws Exception {
        Node node = running(node().set("retry.max-attempts", "2").with(Mails.class));
        List<Publication> published = node.publisher()
                .publishAll(
                        numbers(101),
                        (n, draft) -> draft.type("email.welcome")
                                .eligibleNow()
                                .payloadJson(
                                        n == 50
                                                ? "{\"address\":{\"not\":\"a text\"}}"
                                                : "{\"address\":\"a" + n + "\"}"));

        until(() -> count(ActionState.PROCESSED) == 100 && count(ActionState.DEAD) == 1);
        long poison = id(published.get(50));
        assertThat(database.text("state", poison)).isEqualTo("DEAD");
        assertThat(database.text("errors", poison)).contains("CLAIM0061");
        assertThat(database.text("fail_count", poison))
                .as("another version of the code may read it")
                .isEqualTo("2");
        assertThat(SENT).hasSize(100);
    }

    @Test
    void an_error_with_signs_that_no_database_stores_is_kept_all_the_same() throws Exception {
        String hostile = "nul \0, half a pair \ud800, other half \udc00, '; DROP TABLE action_logs; --";
        Node node = running(node().on(
                        "hostile",
                        row -> Job.task(() -> {
                            throw new IllegalStateException(hostile);
                        }))
                .set("retry.max-attempts", "1"));

        long id = publishNow(node, "hostile");

        untilIs(id, ActionState.DEAD);
        assertThat(Attempts.of(database, id).get(0).getString("error"))
                .contains("nul , half a pair \ufffd, other half \ufffd, '; DROP TABLE");
    }

    @Test
    void a_row_of_a_dead_node_comes_back_when_its_lease_ends_and_counts_as_a_failed_attempt() throws Exception {
        Gate never = new Gate();
        Node dying = running(node().on("work", row -> Job.task(never::pass)).set("lease", "PT1S"));
        long id = publishNow(dying, "work");
        until(() -> never.arrived() == 1);
        List<Integer> attempts = new ArrayList<>();
        running(node().on(
                        "work",
                        row -> Job.task(() -> {
                            attempts.add(row.attempt());
                        })));

        dying.kill();

        untilIs(id, ActionState.PROCESSED);
        assertThat(attempts).containsExactly(2);
        assertThat(database.text("fail_count", id)).isEqualTo("1");
        assertThat(Attempts.of(database, id)).singleElement().satisfies(attempt -> {
            assertThat(attempt.getInt("attempt")).isEqualTo(1);
            assertThat(attempt.getString("node")).isEqualTo(dying.loop().nodeName());
            assertThat(attempt.getString("error")).contains("CLAIM0064");
        });
    }

    @Test
    void publishing_and_rolling_back_leaves_neither_a_row_nor_a_job() throws Exception {
        Gate gate = new Gate();
        Node node = running(node().on("work", row -> Job.task(gate::pass)));
        gate.open();

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> LocalTransaction.separate(() -> {
                    publishNow(node, "work");
                    node.publisher().publish(d -> d.type("work").eligibleNow().idempotencyKey("k"));
                    node.publisher()
                            .publishAll(numbers(3), (n, d) -> d.type("work").eligibleNow());
                    throw new IllegalStateException("roll back");
                }))
                .hasMessage("roll back");
        long id = publishNow(node, "work");

        untilIs(id, ActionState.PROCESSED);
        assertThat(gate.arrived()).isEqualTo(1);
        assertThat(database.count("1 = 1")).isEqualTo(1);
    }

    @Test
    void rows_whose_publisher_has_not_committed_hold_up_none_behind_them_and_run_once_it_has() throws Exception {
        Node node = running(node().on("work", row -> Job.task(() -> {})));

        List<Long> ids = LocalTransaction.separate(() -> {
            List<Long> open = new ArrayList<>();
            open.add(publishNow(node, "work"));
            node.publisher()
                    .publishAll(numbers(3), (n, d) -> d.type("work").eligibleNow())
                    .forEach(each -> open.add(id(each)));
            long behind = LocalTransaction.suspended(() -> publishNow(node, "work"));
            LocalTransaction.suspended(() -> {
                untilIs(behind, ActionState.PROCESSED);
                return behind;
            });
            return open;
        });

        for (long id : ids) {
            untilIs(id, ActionState.PROCESSED);
        }
    }

    @Test
    void text_of_every_script_comes_through_unchanged_whatever_the_jvm_writes() throws Exception {
        String text = "\u0130\u0131 \u6587\u5b57 \u0645\u0631\u062d\u0628\u0627 \u0661\u0662 \u20ac \ud83d\ude00";
        Node node = running(node().with(Mails.class)
                .on(
                        "title." + text,
                        row -> Job.task(() -> {
                            throw new IllegalStateException(
                                    row.payload(Welcome.class).address());
                        }))
                .set("retry.max-attempts", "1"));

        node.publisher()
                .publish(draft -> draft.type("email.welcome")
                        .eligibleNow()
                        .payload(new Welcome(text))
                        .idempotencyKey(text));
        long failing = id(node.publisher()
                .publish(draft -> draft.type("title." + text).eligibleNow().payload(new Welcome(text))));

        until(() -> count(ActionState.PROCESSED) == 1 && count(ActionState.DEAD) == 1);
        assertThat(SENT).containsExactly(text + " to " + text);
        assertThat(Attempts.of(database, failing).get(0).getString("error")).contains("IllegalStateException: " + text);
    }

    @Test
    void each_table_that_the_settings_name_is_claimed() throws Exception {
        database.reset("audit_logs");
        List<String> ran = new java.util.concurrent.CopyOnWriteArrayList<>();
        Node node = running(node().set("tables", "audit_logs")
                .on(
                        "work",
                        row -> Job.task(() -> {
                            ran.add(row.table());
                        })));

        publishNow(node, "work");
        node.publisher().publish(d -> d.type("work").eligibleNow().table("audit_logs"));
        node.publisher()
                .publish(d -> d.type("work").eligibleNow().table("audit_logs").idempotencyKey("k"));

        until(() -> ran.size() == 3);
        assertThat(ran).containsExactlyInAnyOrder("action_logs", "audit_logs", "audit_logs");
        until(() -> database.query("SELECT id FROM audit_logs WHERE state = 'PROCESSED'")
                        .size()
                == 2);
    }

    static List<Integer> numbers(int count) {
        return java.util.stream.IntStream.range(0, count).boxed().toList();
    }
}
