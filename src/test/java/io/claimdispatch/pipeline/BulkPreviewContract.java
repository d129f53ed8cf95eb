package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.store.Databases;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What a preview of a command on many rows tells, how long it may begin, and which rows it is for. */
abstract class BulkPreviewContract extends BulkFixture {

    BulkPreviewContract(Databases database) {
        super(database);
    }

    @Test
    void a_preview_tells_what_would_be_done_and_changes_nothing() throws Exception {
        Node node = byHand(node());
        BulkUser operator = user(node, "operator");
        List<Long> dead = dead(node, "mail", 7);
        dead(node, "order.paid", 2);
        List<Long> waiting = publish(node, "mail", 3);
        database.execute("UPDATE action_logs SET state = 'PROCESSED' WHERE id = " + waiting.get(0));
        node.actionLogs().pause("mail", "ann", "the server moves");

        JsonObject preview = operator.preview("requeue", "type:mail,order.*", "\"spread\":\"PT10M\"", "\"canary\":2");

        assertThat(preview.getJsonObject("matched").getInt("rows")).isEqualTo(12);
        assertThat(preview.getJsonObject("matched").getBoolean("isCapped")).isFalse();
        assertThat(preview.getJsonObject("eligible").getInt("rows")).isEqualTo(9);
        assertThat(preview.getJsonArray("otherStates").toString())
                .isEqualTo("[{\"state\":\"PROCESSED\",\"rows\":1},{\"state\":\"WAITING\",\"rows\":2}]");
        assertThat(preview.getJsonArray("warnings").toString())
                .isEqualTo("[{\"code\":\"PAUSED\",\"type\":\"mail\",\"rows\":7}]");
        assertThat(preview.getJsonArray("sample")).hasSize(5);
        assertThat(preview.getJsonNumber("estimate").longValue())
                .isGreaterThanOrEqualTo(Duration.ofMinutes(10).toMillis());
        assertThat(preview.getString("maxId")).isEqualTo(String.valueOf(waiting.get(2)));
        assertThat(preview.getBoolean("mustBeTyped")).isFalse();
        assertThat(Duration.between(
                        Instant.parse(preview.getString("createdAt")), Instant.parse(preview.getString("validUntil"))))
                .isEqualTo(Duration.ofMinutes(10));
        assertThat(operator.get("bulk/" + preview.getString("id"))).isEqualTo(preview);
        assertThat(operator.get("bulk").getJsonArray("bulk").getJsonObject(0))
                .isEqualTo(Json.createObjectBuilder(preview).remove("ids").build());
        refused(operator.send("POST", "bulk", BulkUser.body("cancel", "payload:geheim")), 400, "CLAIM0270");
        assertThat(states()).isEqualTo("DEAD 9, PROCESSED 1, WAITING 2");
        assertThat(node.actionLogs().events(dead.get(0), 5)).isEmpty();
    }

    @Test
    void types_that_have_failed_in_the_last_minutes_are_named() throws Exception {
        Node node = byHand(node());
        dead(node, "mail", 3);
        dead(node, "order", 2);
        long now = publish(node, "mail", 1).get(0);
        database.execute("UPDATE action_logs SET fail_count = 1 WHERE id = " + now);

        JsonObject preview = user(node, "operator").preview("requeue", "state:dead");

        assertThat(preview.getJsonArray("warnings").toString())
                .isEqualTo("[{\"code\":\"FAILING\",\"type\":\"mail\",\"rows\":3}]");
    }

    @Test
    void a_preview_that_is_too_old_begins_nothing() throws Exception {
        Node node = byHand(node().timings(new ShortTimings() {
            @Override
            public Duration bulkPreview() {
                return Duration.ofSeconds(-1);
            }
        }));
        publish(node, "mail", 1);
        BulkUser operator = user(node, "operator");
        String id = operator.preview("cancel", "state:waiting").getString("id");

        refused(operator.run(id, "{}"), 409, "CLAIM0252");

        assertThat(states()).isEqualTo("WAITING 1");
        assertThat(events("1 = 1")).isZero();
    }

    @Test
    void what_changes_after_the_preview_or_comes_later_is_left_alone() throws Exception {
        Node node = byHand(node());
        List<Long> ids = publish(node, "mail", 6);
        BulkUser operator = user(node, "operator");
        String id = operator.preview("cancel", "state:waiting type:mail").getString("id");
        node.actionLogs().reschedule(ids.get(0), Duration.ofDays(1), "ann");
        node.actionLogs().cancel(ids.get(1), "ann", "by hand");
        database.execute("UPDATE action_logs SET type = 'other' WHERE id = " + ids.get(2));
        long later = publish(node, "mail", 1).get(0);

        JsonObject done = operator.runToTheEnd(id);

        assertThat(done.getInt("done")).isEqualTo(3);
        assertThat(done.getInt("refused")).isEqualTo(1);
        assertThat(states()).isEqualTo("CANCELLED 4, WAITING 3");
        assertThat(database.text("state", later)).isEqualTo("WAITING");
        assertThat(database.text("reason", ids.get(1))).isEqualTo("by hand");
        assertThat(events("kind = 'CANCEL' AND who = 'operator'")).isEqualTo(3);
    }

    @Test
    void a_row_that_died_again_is_not_requeued_twice() throws Exception {
        Node node = byHand(node());
        List<Long> ids = dead(node, "mail", 3);
        BulkUser operator = user(node, "operator");
        String id = operator.preview("requeue", "state:dead", "\"canary\":1").getString("id");
        assertThat(operator.step(id, "{}").getString("state")).isEqualTo("CANARY");
        database.execute("UPDATE action_logs SET state = 'DEAD', set_aside = 'DEAD' WHERE id = " + ids.get(2));

        assertThat(operator.step(id, "{\"isCanaryFine\":true}").getInt("done")).isEqualTo(3);
        assertThat(states()).isEqualTo("DEAD 1, WAITING 2");
    }

    @Test
    void a_repeated_request_makes_no_second_action_and_a_step_after_the_end_does_nothing() throws Exception {
        Node node = byHand(node());
        publish(node, "mail", 2);
        BulkUser operator = user(node, "operator");
        String body = BulkUser.body("cancel", "state:waiting");
        String[] key = {"Idempotency-Key", "k-1"};

        JsonObject made = BulkUser.json(operator.send("POST", "bulk", body, key));
        assertThat(BulkUser.json(operator.send("POST", "bulk", body, key))).isEqualTo(made);
        refused(operator.send("POST", "bulk", BulkUser.body("retry", "state:waiting"), key), 409, "CLAIM0250");
        assertThat(BulkUser.json(user(node, "admin").send("POST", "bulk", body, key))
                        .getString("id"))
                .isNotEqualTo(made.getString("id"));
        refused(operator.send("POST", "bulk", body, "Idempotency-Key", "a b"), 400, "CLAIM0271");
        refused(operator.send("POST", "bulk/" + made.getString("id") + "/run", "{}", key), 400, "CLAIM0271");

        JsonObject done = operator.runToTheEnd(made.getString("id"));
        assertThat(operator.step(made.getString("id"), "{}")).isEqualTo(done);
        assertThat(BulkUser.json(operator.send("POST", "bulk", body, key))).isEqualTo(done);
        database.execute("UPDATE action_logs_bulk SET created_at = {ts '2020-01-01 00:00:00'}");
        assertThat(BulkUser.json(operator.send("POST", "bulk", body, key)).getString("id"))
                .isNotEqualTo(made.getString("id"));
        assertThat(events("kind = 'CANCEL'")).isEqualTo(2);
    }

    @Test
    void a_request_that_is_sent_twice_at_once_makes_one_action() throws Exception {
        Node first = byHand(node());
        Node second = byHand(node());
        publish(first, "mail", 200);
        BulkUser one = user(first, "operator");
        BulkUser other = user(second, "operator");
        String body = BulkUser.body("cancel", "state:waiting");
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < 5; i++) {
                String[] key = {"Idempotency-Key", "at-once-" + i};
                Future<HttpResponse<String>> a = pool.submit(() -> one.send("POST", "bulk", body, key));
                Future<HttpResponse<String>> b = pool.submit(() -> other.send("POST", "bulk", body, key));
                assertThat(BulkUser.json(a.get()).getString("id"))
                        .isEqualTo(BulkUser.json(b.get()).getString("id"));
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(database.query("SELECT id FROM action_logs_bulk")).hasSize(5);
    }
}
