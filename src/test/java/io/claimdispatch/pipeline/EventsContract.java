package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.ActionEvent;
import io.claimdispatch.ActionLogs;
import io.claimdispatch.ActionState;
import io.claimdispatch.DeadLetters;
import io.claimdispatch.Job;
import io.claimdispatch.Verdict;
import io.claimdispatch.internal.store.Databases;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.transaction.RollbackException;
import java.io.StringReader;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What operators did is kept: by whom, why, and what the row was before. */
abstract class EventsContract extends PipelineTest {

    private static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");
    private static final Instant FARTHER = Instant.parse("2200-01-01T00:00:00.123456Z");

    EventsContract(Databases database) {
        super(database);
    }

    private static long publishLater(Node node) {
        return id(node.publisher().publish(draft -> draft.type("work").eligibleAt(FAR)));
    }

    private static JsonObject detail(ActionEvent event) {
        return Json.createReader(new StringReader(Objects.requireNonNull(event.detail())))
                .readObject();
    }

    private long events() throws SQLException {
        return ((Number) database.query("SELECT COUNT(*) FROM action_logs_events")
                        .get(0))
                .longValue();
    }

    @Test
    void each_command_that_changes_a_row_leaves_one_event_with_who_why_and_what_was_before() throws Exception {
        Node node = byHand(node().set("node-name", "here"));
        ActionLogs logs = node.actionLogs();
        long id = publishLater(node);
        Instant begin = database.now();

        logs.reschedule(id, FARTHER, "ann");
        logs.reschedule(id, Duration.ofDays(1), "bob");
        logs.retryNow(id, "cem");
        logs.cancel(id, "dee", "not wanted");
        logs.requeue(id, "eve");
        logs.delete(id, "fay", "a test row");

        List<ActionEvent> events = logs.events(id, 10);
        assertThat(events)
                .extracting(ActionEvent::kind)
                .containsExactly("DELETE", "REQUEUE", "CANCEL", "RETRY_NOW", "RESCHEDULE", "RESCHEDULE");
        assertThat(events).extracting(ActionEvent::who).containsExactly("fay", "eve", "dee", "cem", "bob", "ann");
        assertThat(events)
                .extracting(ActionEvent::why)
                .containsExactly("a test row", null, "not wanted", null, null, null);
        assertThat(events).allSatisfy(event -> {
            assertThat(event.actionId()).isEqualTo(id);
            assertThat(event.type()).isEqualTo("work");
            assertThat(event.node()).isEqualTo(node.loop().nodeName());
            assertThat(event.origin()).isNull();
            assertThat(event.at()).isBetween(begin, database.now());
        });
        ActionEvent first = events.get(5);
        assertThat(detail(first).getString("state")).isEqualTo("WAITING");
        assertThat(detail(first).getInt("fail_count")).isZero();
        assertThat(Instant.parse(detail(first).getString("end_at"))).isEqualTo(FAR);
        assertThat(Instant.parse(detail(first).getString("new_end_at"))).isEqualTo(FARTHER);
        assertThat(Instant.parse(detail(events.get(4)).getString("end_at"))).isEqualTo(FARTHER);
        assertThat(Instant.parse(detail(events.get(3)).getString("new_end_at")))
                .as("retried at")
                .isEqualTo(events.get(3).at());
        assertThat(detail(events.get(2))).doesNotContainKey("new_end_at");
        assertThat(detail(events.get(1)).getString("state")).isEqualTo("CANCELLED");
        assertThat(logs.events(1)).containsExactly(events.get(0));
    }

    @Test
    void the_event_has_the_time_of_the_change() throws Exception {
        Node node = byHand(node());
        long id = publishLater(node);

        node.actionLogs().cancel(id, "ann", "not wanted");

        assertThat(node.actionLogs().events(id, 1).get(0).at()).isEqualTo(database.time("updated_at", id));
    }

    @Test
    void a_pause_and_a_resume_leave_an_event_each_and_a_resume_of_nothing_none() throws Exception {
        ActionLogs logs = byHand(node()).actionLogs();

        logs.pause("order.*", "ann", "the shop is down");
        logs.resume("order.*", "bob");
        logs.resume("order.*", "cem");

        List<ActionEvent> events = logs.events(10);
        assertThat(events).extracting(ActionEvent::kind).containsExactly("RESUME", "PAUSE");
        assertThat(events).extracting(ActionEvent::type).containsOnly("order.*");
        assertThat(events).extracting(ActionEvent::who).containsExactly("bob", "ann");
        assertThat(events.get(1).why()).isEqualTo("the shop is down");
        assertThat(events.get(1).actionId()).isNull();
    }

    @Test
    void a_command_that_changed_nothing_leaves_no_event() throws Exception {
        Gate gate = new Gate();
        Node node = running(node().on("work", row -> Job.task(gate::pass)));
        ActionLogs logs = node.actionLogs();
        long claimed = publishNow(node, "work");
        until(() -> gate.arrived() == 1);

        assertThat(logs.delete(claimed, "ann", "x")).isEqualTo(Verdict.CLAIMED);
        assertThat(logs.cancel(claimed, "ann", "x")).isEqualTo(Verdict.CLAIMED);
        assertThat(logs.retryNow(-7, "ann")).isEqualTo(Verdict.NOT_FOUND);
        assertThat(logs.requeueDead(DeadLetters.all(), "ann", "x")).isZero();
        gate.open();
        untilIs(claimed, ActionState.PROCESSED);
        assertThat(logs.requeue(claimed, "ann")).isEqualTo(Verdict.WRONG_STATE);

        assertThat(events())
                .as("neither those, nor publishing, claiming and completing")
                .isZero();
    }

    @Test
    void events_are_rolled_back_with_the_callers_transaction() throws Exception {
        Node node = byHand(node());
        ActionLogs logs = node.actionLogs();
        long id = publishLater(node);
        long dead = publishLater(node);
        database.execute("UPDATE action_logs SET state = 'DEAD' WHERE id = " + dead);

        assertThatThrownBy(() -> LocalTransaction.separate(() -> {
                    logs.cancel(id, "ann", "x");
                    logs.requeueDead(DeadLetters.all(), "ann", "x");
                    logs.pause("work", "ann", "x");
                    logs.resume("work", "ann");
                    assertThat(logs.events(10)).hasSize(4);
                    throw new IllegalStateException("roll back");
                }))
                .hasMessage("roll back");

        assertThat(events()).isZero();
        assertThat(is(id, ActionState.WAITING)).isTrue();
        LocalTransaction.separate(() -> logs.cancel(id, "ann", "x"));
        assertThat(events()).isEqualTo(1);
    }

    @Test
    void a_callers_transaction_cannot_commit_a_command_whose_event_was_refused() throws Exception {
        Node node = byHand(node());
        ActionLogs logs = node.actionLogs();
        long id = publishLater(node);
        database.execute("ALTER TABLE action_logs_events ADD CONSTRAINT no_events CHECK (action_id < 0)");
        try {
            assertThatThrownBy(() -> LocalTransaction.separate(() -> {
                        assertThatThrownBy(() -> logs.delete(id, "ann", "x")).hasMessageContaining("CLAIM0020");
                        return "the caller goes on";
                    }))
                    .isInstanceOf(RollbackException.class);
            assertThatThrownBy(() -> logs.delete(id, "ann", "x")).hasMessageContaining("CLAIM0020");
        } finally {
            database.execute("ALTER TABLE action_logs_events DROP CONSTRAINT no_events");
        }

        assertThat(is(id, ActionState.WAITING)).isTrue();
        assertThat(logs.delete(id, "ann", "x")).isEqualTo(Verdict.DONE);
    }

    @Test
    void each_requeued_dead_letter_has_an_event_of_its_own() throws Exception {
        Node node = byHand(node());
        ActionLogs logs = node.actionLogs();
        node.publisher()
                .publishAll(
                        WorkflowContract.numbers(1_100),
                        (n, d) -> d.type("work").eligibleNow());
        database.execute("UPDATE action_logs SET state = 'DEAD', fail_count = 10");

        assertThat(logs.requeueDead(DeadLetters.all().atMost(1_050), "ann", "the mail server is back"))
                .isEqualTo(1_050);

        assertThat(events()).isEqualTo(1_050);
        long id = ((Number) database.query("SELECT MIN(id) FROM action_logs").get(0)).longValue();
        assertThat(logs.events(id, 10)).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(ActionEvent.REQUEUE_DEAD);
            assertThat(event.who()).isEqualTo("ann");
            assertThat(event.why()).isEqualTo("the mail server is back");
            assertThat(detail(event).getString("state")).isEqualTo("DEAD");
            assertThat(detail(event).getInt("fail_count")).isEqualTo(10);
            assertThat(event.at()).isEqualTo(database.time("updated_at", id));
        });
    }

    @Test
    void another_table_has_events_of_its_own() throws Exception {
        database.reset("audit_logs");
        Node node = byHand(node().set("tables", "audit_logs"));
        long id =
                id(node.publisher().publish(d -> d.type("work").eligibleAt(FAR).table("audit_logs")));
        ActionLogs audit = node.actionLogs().in("audit_logs");

        audit.delete(id, "ann", "x");
        audit.pause("work", "ann", "x");

        assertThat(audit.events(10)).extracting(ActionEvent::kind).containsExactly("PAUSE", "DELETE");
        assertThat(audit.events(id, 10)).hasSize(1);
        assertThat(node.actionLogs().events(10)).isEmpty();
    }

    @Test
    void odd_names_and_reasons_are_kept_and_logged_on_one_line() throws Exception {
        Node node = byHand(node());
        long id = publishLater(node);
        String who = "ann \uD83D\uDE00 \u202e'\";--";
        try (LogLines log = new LogLines()) {
            node.actionLogs().delete(id, who, "first\nCLAIM9999: forged \0 \ud800" + "y".repeat(2_000));

            assertThat(log.with("CLAIM0210")).hasSize(1);
            assertThat(log.with("CLAIM0210").get(0).strip())
                    .contains("\\u202e", "first\\u000aCLAIM9999: forged", "deleted action_logs/" + id, "'work'")
                    .doesNotContain("\n", "\u202e");
        }

        ActionEvent event = node.actionLogs().events(id, 1).get(0);
        assertThat(event.who()).isEqualTo(who);
        assertThat(event.why()).hasSize(1_000).startsWith("first\nCLAIM9999: forged  \ufffdyyy");
    }

    @Test
    void commands_pauses_and_bulks_are_logged_with_who_and_why() throws Exception {
        Node node = byHand(node());
        ActionLogs logs = node.actionLogs();
        long id = publishLater(node);
        try (LogLines log = new LogLines()) {
            logs.retryNow(id, "ann");
            logs.cancel(id, "bob", "no need");
            logs.cancel(id, "bob", "again");
            logs.pause("work", "cem", "a reason");
            database.execute("UPDATE action_logs SET state = 'DEAD'");
            logs.requeueDead(DeadLetters.all(), "dee", "it works now");

            assertThat(log.with("CLAIM0210")).hasSize(2);
            assertThat(log.with("CLAIM0210").get(0))
                    .contains("INFO", "ann retried action_logs/" + id + " of type 'work'");
            assertThat(log.with("CLAIM0210").get(1).strip())
                    .endsWith("bob cancelled action_logs/" + id + " of type 'work': no need");
            assertThat(log.with("CLAIM0187")).singleElement().asString().contains("cem paused work", ": a reason");
            assertThat(log.with("CLAIM0211"))
                    .singleElement()
                    .asString()
                    .contains("INFO", "dee requeued 1 dead letters of action_logs: it works now");
        }
    }

    @Test
    @SuppressWarnings("removal")
    void the_commands_without_a_name_are_those_of_an_unknown_operator() throws Exception {
        Node node = byHand(node());
        ActionLogs logs = node.actionLogs();
        long id = publishLater(node);

        logs.reschedule(id, FARTHER);
        logs.reschedule(id, Duration.ofDays(1));
        logs.retryNow(id);
        logs.cancel(id, "no need");
        logs.requeue(id);
        database.execute("UPDATE action_logs SET state = 'DEAD'");
        logs.requeueDead(DeadLetters.all());
        logs.delete(id);

        List<ActionEvent> events = logs.events(id, 10);
        assertThat(events).hasSize(7).extracting(ActionEvent::who).containsOnly(ActionLogs.UNKNOWN_WHO);
        assertThat(events)
                .extracting(ActionEvent::why)
                .containsExactly("not given", "not given", null, "no need", null, null, null);
    }

    @Test
    void events_older_than_their_retention_are_deleted_in_every_table() throws Exception {
        database.reset("audit_logs");
        Node node = byHand(node().set("tables", "audit_logs").set("retention.events", "never"));
        for (ActionLogs logs : List.of(node.actionLogs(), node.actionLogs().in("audit_logs"))) {
            logs.pause("old", "ann", "x");
            logs.resume("old", "ann");
        }
        for (String table : List.of("action_logs", "audit_logs")) {
            database.execute("UPDATE " + table + "_events SET happened_at = {ts '2020-01-01 00:00:00'}");
        }
        node.actionLogs().pause("young", "ann", "x");
        try (LogLines log = new LogLines()) {
            byHand(node().set("tables", "audit_logs"));

            until(() -> log.with("CLAIM0212").size() == 2);
            assertThat(log.with("CLAIM0212").get(0)).contains("INFO", "deleted 2 events of action_logs");
        }
        assertThat(node.actionLogs().events(10)).extracting(ActionEvent::type).containsExactly("young");
        assertThat(node.actionLogs().in("audit_logs").events(10)).isEmpty();
    }
}
