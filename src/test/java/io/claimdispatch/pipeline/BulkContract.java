package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionEvent;
import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionQuery;
import io.claimdispatch.ActionState;
import io.claimdispatch.internal.store.Databases;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands on many rows, by the console's API: that each row is done once, whoever goes on where. */
abstract class BulkContract extends BulkFixture {

    BulkContract(Databases database) {
        super(database);
    }

    @Test
    void twelve_thousand_rows_are_each_done_once_though_the_node_dies_and_another_operator_goes_on_elsewhere()
            throws Exception {
        Node first = byHand(node().set("retention", "never"));
        Node second = byHand(node().set("retention", "never"));
        dead(first, "mail", 12_000);
        publish(first, "mail", 3);
        refused(user(first, "viewer").send("POST", "bulk", BulkUser.body("requeue", "type:mail")), 403, "CLAIM0262");
        BulkUser operator = user(first, "operator");

        JsonObject preview = operator.preview("requeue", "state:dead type:mail");
        String id = preview.getString("id");

        assertThat(preview.getJsonObject("eligible").getInt("rows")).isEqualTo(10_000);
        assertThat(preview.getJsonObject("eligible").getBoolean("isCapped")).isTrue();
        assertThat(preview.getBoolean("mustBeTyped")).isTrue();
        refused(operator.run(id, "{}"), 400, "CLAIM0251");
        refused(operator.run(id, "{\"typed\":12000}"), 400, "CLAIM0251");
        refused(user(first, "viewer").run(id, "{\"typed\":10000}"), 403, "CLAIM0262");
        assertThat(count(ActionState.DEAD)).isEqualTo(12_000);
        assertThat(events("1 = 1")).isZero();

        JsonObject step = operator.step(id, "{\"typed\":10000}");
        step = operator.step(id, "{}");
        int byOperator = step.getInt("done");
        assertThat(step.getString("state")).isEqualTo("RUNNING");
        assertThat(byOperator).isBetween(2, 1_000);
        dieInTheMiddle(first, operator, id);

        BulkUser other = user(second, "admin");
        JsonObject done = other.runToTheEnd(id);

        assertThat(done.getString("state")).isEqualTo("DONE");
        assertThat(done.getInt("done")).isEqualTo(12_000);
        assertThat(done.getInt("refused") + done.getInt("failed")).isZero();
        assertThat(database.count("state = 'WAITING' AND fail_count = 0 AND set_aside IS NULL"))
                .isEqualTo(12_003);
        assertThat(events("kind = 'REQUEUE'")).isEqualTo(12_000);
        assertThat(rowsWith("REQUEUE")).isEqualTo(12_000);
        assertThat(events("kind = 'REQUEUE' AND who = 'operator'")).isEqualTo(byOperator);
        assertThat(events("kind = 'REQUEUE' AND who = 'admin' AND why = 'moved' AND origin = 'console'"))
                .isEqualTo(12_000 - byOperator);
        assertThat(events("kind = 'BULK_START' AND who = 'operator'")).isEqualTo(1);
        assertThat(events("kind = 'BULK_END' AND who = 'admin'")).isEqualTo(1);
        ActionEvent event = second.actionLogs().events(2).get(1);
        assertThat(event.detail()).contains("\"bulk\":\"" + id + "\"", "\"state\":\"DEAD\"", "new_end_at");
    }

    /** The node loses its database in the middle of a step. */
    private static void dieInTheMiddle(Node node, BulkUser operator, String id) throws Exception {
        AtomicInteger statements = new AtomicInteger();
        node.probe(moment -> {
            if (moment.equals("behind a statement") && statements.incrementAndGet() == 150) {
                node.cut(true);
                throw new SQLNonTransientConnectionException("gone", "08006");
            }
        });
        HttpResponse<String> answer = operator.run(id, "{}");

        assertThat(statements).hasValueGreaterThanOrEqualTo(150);
        assertThat(answer.statusCode()).as(answer.body()).isGreaterThanOrEqualTo(500);
        node.kill();
    }

    @Test
    void two_operators_who_go_on_at_once_do_no_row_twice() throws Exception {
        Node first = byHand(node());
        Node second = byHand(node());
        publish(first, "mail", 2_500);
        BulkUser one = user(first, "operator");
        BulkUser other = user(second, "admin");
        JsonObject preview = one.preview("cancel", "state:waiting");
        String id = preview.getString("id");
        assertThat(preview.getJsonObject("eligible").getInt("rows")).isEqualTo(2_500);
        one.step(id, "{\"typed\":2500}");

        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            Future<JsonObject> a = pool.submit(() -> one.runToTheEnd(id));
            Future<JsonObject> b = pool.submit(() -> other.runToTheEnd(id));
            assertThat(a.get().getInt("done")).isEqualTo(2_500);
            assertThat(b.get().getInt("done")).isEqualTo(2_500);
        } finally {
            pool.shutdownNow();
        }

        assertThat(database.count("state = 'CANCELLED' AND reason = 'moved'")).isEqualTo(2_500);
        assertThat(events("kind = 'CANCEL'")).isEqualTo(2_500);
        assertThat(rowsWith("CANCEL")).isEqualTo(2_500);
        assertThat(events("kind = 'BULK_END'")).isEqualTo(1);
    }

    @Test
    void after_the_first_rows_it_waits_until_an_operator_says_that_they_are_fine() throws Exception {
        Node node = byHand(node());
        publish(node, "mail", 10);
        BulkUser operator = user(node, "operator");
        String id = operator.preview("cancel", "state:waiting", "\"canary\":3").getString("id");

        JsonObject first = operator.runToTheEnd(id);
        assertThat(first.getString("state")).isEqualTo("CANARY");
        assertThat(first.getInt("done")).isEqualTo(3);
        refused(operator.run(id, "{}"), 409, "CLAIM0286");
        assertThat(states()).isEqualTo("CANCELLED 3, WAITING 7");
        JsonObject done = operator.step(id, "{\"isCanaryFine\":true}");

        assertThat(done.getString("state")).isEqualTo("DONE");
        assertThat(done.getInt("done")).isEqualTo(10);
    }

    private List<Instant> times() throws SQLException {
        List<Instant> times = new ArrayList<>();
        for (Object id : database.query("SELECT id FROM action_logs ORDER BY id DESC")) {
            times.add(database.time("end_at", ((Number) id).longValue()));
        }
        return times;
    }

    @Test
    void earliest_times_are_spread_evenly_and_a_pause_of_the_operator_brings_no_rush() throws Exception {
        Node node = byHand(node());
        dead(node, "mail", 10);
        BulkUser operator = user(node, "operator");
        String id = operator.preview("requeue", "state:dead", "\"spread\":600000", "\"canary\":5")
                .getString("id");
        Instant begin = database.now();

        operator.step(id, "{}");
        operator.step(id, "{\"isCanaryFine\":true}");

        List<Instant> times = times();
        assertThat(times.get(0)).isBetween(begin, database.now());
        for (int i = 1; i < times.size(); i++) {
            assertThat(Duration.between(times.get(i - 1), times.get(i)))
                    .as("row %s", i)
                    .isEqualTo(Duration.ofMinutes(1));
        }
    }

    @Test
    void rows_that_waited_too_long_for_their_time_begin_now_and_go_on_at_the_same_pace() throws Exception {
        Node node = byHand(node());
        publish(node, "mail", 4);
        BulkUser operator = user(node, "operator");
        String id = operator.preview(
                        "reschedule", "state:waiting", "\"runAt\":\"2020-01-01T00:00:00Z\"", "\"spread\":\"PT4S\"")
                .getString("id");
        Instant begin = database.now();

        operator.step(id, "{}");

        List<Instant> times = times();
        assertThat(times.get(0)).isBetween(begin, database.now());
        assertThat(Duration.between(times.get(0), times.get(3))).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void waiting_rows_are_made_due_and_moved() throws Exception {
        Node node = byHand(node());
        List<Long> ids = publish(node, "mail", 2);
        long other = publish(node, "other", 1).get(0);
        BulkUser operator = user(node, "operator");

        operator.runToTheEnd(operator.preview("reschedule", "type:mail", "\"runAt\":\"2090-01-01T00:00:00Z\"")
                .getString("id"));
        assertThat(database.time("end_at", ids.get(0))).isEqualTo(Instant.parse("2090-01-01T00:00:00Z"));
        Instant now = database.now();
        operator.runToTheEnd(operator.preview("reschedule", "id:" + ids.get(0), "\"delay\":\"PT1H\"")
                .getString("id"));
        assertThat(database.time("end_at", ids.get(0)))
                .isBetween(now.plus(1, ChronoUnit.HOURS), database.now().plus(1, ChronoUnit.HOURS));
        operator.runToTheEnd(operator.preview("retry", "type:mail").getString("id"));

        assertThat(database.time("end_at", ids.get(0))).isBeforeOrEqualTo(database.now());
        assertThat(database.time("end_at", ids.get(1))).isBeforeOrEqualTo(database.now());
        assertThat(database.time("end_at", other)).isEqualTo(Instant.parse("2100-01-01T00:00:00Z"));
    }

    @Test
    void only_an_administrator_deletes_and_only_rows_that_have_ended() throws Exception {
        Node node = byHand(node());
        List<Long> ids = dead(node, "mail", 3);
        long waiting = publish(node, "mail", 1).get(0);
        String filter = "\"ids\":[\"" + ids.get(0) + "\"," + ids.get(1) + ",\"" + waiting + "\",\"4711471147\"]";
        String body = "{\"verb\":\"delete\",\"reason\":\"moved\"," + filter + "}";
        refused(user(node, "operator").send("POST", "bulk", body), 403, "CLAIM0262");
        BulkUser admin = user(node, "admin");
        JsonObject preview = BulkUser.json(admin.send("POST", "bulk", body));
        String id = preview.getString("id");
        assertThat(preview.getJsonObject("matched").getInt("rows")).isEqualTo(3);
        assertThat(preview.getJsonArray("ids")).hasSize(4);
        refused(admin.run(id, "{}"), 400, "CLAIM0251");
        refused(user(node, "operator").run(id, "{\"typed\":2}"), 403, "CLAIM0262");

        assertThat(admin.step(id, "{\"typed\":2}").getInt("done")).isEqualTo(2);

        assertThat(database.count("1 = 1")).isEqualTo(2);
        assertThat(database.text("state", waiting)).isEqualTo("WAITING");
        assertThat(events("kind = 'DELETE'")).isEqualTo(2);
    }

    @Test
    void one_that_an_operator_cancels_goes_on_nowhere() throws Exception {
        Node node = byHand(node());
        publish(node, "mail", 3);
        BulkUser operator = user(node, "operator");
        String id = operator.preview("cancel", "state:waiting", "\"canary\":1").getString("id");
        operator.step(id, "{}");

        JsonObject cancelled =
                BulkUser.json(operator.send("POST", "bulk/" + id + "/cancel", "{\"reason\":\"wrong rows\"}"));

        assertThat(cancelled.getString("state")).isEqualTo("CANCELLED");
        refused(operator.run(id, "{\"isCanaryFine\":true}"), 409, "CLAIM0286");
        refused(operator.send("POST", "bulk/" + id + "/cancel", "{}"), 409, "CLAIM0286");
        refused(operator.send("POST", "bulk/4711471147/cancel", "{}"), 404, "CLAIM0287");
        refused(operator.send("GET", "bulk/4711471147", ""), 404, "CLAIM0287");
        assertThat(states()).isEqualTo("CANCELLED 1, WAITING 2");
        assertThat(events("kind = 'BULK_CANCEL' AND why = 'wrong rows'")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 7})
    void a_row_that_the_database_does_not_let_change_costs_only_itself(int which) throws Exception {
        Node node = byHand(node());
        List<Long> ids = publish(node, "mail", 8);
        database.execute("ALTER TABLE action_logs ADD CONSTRAINT not_that_one CHECK (id <> " + ids.get(which)
                + " OR state <> 'CANCELLED')");
        try {
            BulkUser operator = user(node, "operator");
            String id = operator.preview("cancel", "state:waiting").getString("id");

            JsonObject done = operator.runToTheEnd(id);

            assertThat(done.getInt("done")).isEqualTo(7);
            assertThat(done.getInt("failed")).isEqualTo(1);
            assertThat(database.text("state", ids.get(which))).isEqualTo("WAITING");
            assertThat(events("kind = 'CANCEL'")).isEqualTo(7);
            assertThat(events("kind = 'BULK_START'")).isEqualTo(1);
            assertThat(events("kind = 'BULK_END'")).isEqualTo(1);
        } finally {
            database.execute("ALTER TABLE action_logs DROP CONSTRAINT not_that_one");
        }
    }

    @Test
    void a_claimed_row_belongs_to_its_node() throws Exception {
        Node node = byHand(node());
        List<Long> ids = publish(node, "mail", 2);
        BulkUser operator = user(node, "operator");
        String id = operator.preview("cancel", "type:mail").getString("id");
        database.execute(
                "UPDATE action_logs SET state = 'CLAIMED', lease_until = {ts '2100-01-01 00:00:00'} WHERE id = "
                        + ids.get(0));

        assertThat(operator.runToTheEnd(id).getInt("done")).isEqualTo(1);
        assertThat(database.text("state", ids.get(0))).isEqualTo("CLAIMED");
    }

    @Test
    void old_ones_are_deleted_and_previews_after_a_day() throws Exception {
        Node node = byHand(node().set("retention.bulk", "never"));
        publish(node, "mail", 3);
        BulkUser operator = user(node, "operator");
        String young = operator.preview("cancel", "state:waiting").getString("id");
        String preview = operator.preview("cancel", "state:waiting").getString("id");
        String kept = operator.preview("retry", "type:mail").getString("id");
        String old = operator.preview("retry", "type:mail").getString("id");
        operator.runToTheEnd(kept);
        operator.runToTheEnd(old);
        Instant lastWeek = database.now().minus(Duration.ofDays(7)).truncatedTo(ChronoUnit.SECONDS);
        String time = "{ts '" + lastWeek.toString().replace('T', ' ').replace("Z", "") + "'}";
        database.execute(
                "UPDATE action_logs_bulk SET created_at = " + time + " WHERE id IN (" + preview + ", " + kept + ")");
        database.execute("UPDATE action_logs_bulk SET created_at = {ts '2020-01-01 00:00:00'} WHERE id = " + old);

        byHand(node());

        until(() -> database.query("SELECT id FROM action_logs_bulk").size() == 2);
        List<String> left = database.query("SELECT id FROM action_logs_bulk").stream()
                .map(String::valueOf)
                .toList();
        assertThat(left).containsExactlyInAnyOrder(young, kept);
    }

    @Test
    void rows_are_found_though_many_others_lie_between_them() throws Exception {
        Node node = byHand(node());
        for (int i = 0; i < 6; i++) {
            publish(node, "other", 130);
            publish(node, "mail", 1);
        }
        BulkUser operator = user(node, "operator");

        JsonObject done =
                operator.runToTheEnd(operator.preview("cancel", "type:mail").getString("id"));

        assertThat(done.getInt("done")).isEqualTo(6);
        assertThat(node.actionLogs().list(ActionQuery.all().ofTypes("mail")).rows())
                .hasSize(6)
                .extracting(ActionLog::state)
                .containsOnly(ActionState.CANCELLED);
    }
}
