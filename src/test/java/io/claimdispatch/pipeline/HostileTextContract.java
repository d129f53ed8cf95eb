package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Rule;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.spi.RetryPolicy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Data that would begin a line of the log, or turn one around. */
abstract class HostileTextContract extends PipelineTest {

    /** Ends of lines of all kinds, and controls of the direction of writing. */
    private static final String LINE_ENDS = "\r\n\u0085\u2028\u2029";

    private static final String DIRECTIONS = "\u202e\u2066\u200f\u061c";
    private static final String ESCAPED_DIRECTIONS = "\\u202e\\u2066\\u200f\\u061c";
    private static final String ESCAPED_LINE_ENDS = "\\u000d\\u000a\\u0085\\u2028\\u2029";
    private static final String ESCAPED = ESCAPED_LINE_ENDS + ESCAPED_DIRECTIONS;

    private static final String TYPE = "mail" + LINE_ENDS + DIRECTIONS + "ERROR forged";

    HostileTextContract(Databases database) {
        super(database);
    }

    private long insertByHand(String type, String payload) throws Exception {
        List<Object> before = List.copyOf(database.query("SELECT id FROM action_logs"));
        database.execute("INSERT INTO action_logs (type, payload, end_at, created_at, updated_at) VALUES ('" + type
                + "', '" + payload
                + "', {ts '2020-01-01 00:00:00'}, {ts '2020-01-01 00:00:00'}, {ts '2020-01-01 00:00:00'})");
        List<Object> after = new ArrayList<>(database.query("SELECT id FROM action_logs"));
        after.removeAll(before);
        return ((Number) after.get(0)).longValue();
    }

    private static void assertIsOneLine(String text) {
        assertThat(text.strip()).doesNotContainPattern("[\\r\\n\\u0085\\u2028\\u2029\\u202e\\u2066\\u200f\\u061c]");
    }

    @Test
    void a_type_inserted_by_hand_begins_no_line_of_the_log() throws Exception {
        try (LogLines log = new LogLines()) {
            insertByHand(TYPE, "{}");
            running(node().set("retry.max-attempts", "1").on(TYPE, row -> null));

            until(() -> !log.with("CLAIM0099").isEmpty());

            String told = log.with("CLAIM0099").get(0).split("\n", 2)[0];
            assertThat(told).contains("type 'mail" + ESCAPED + "ERROR forged', is a dead letter");
            assertIsOneLine(told);
        }
    }

    @Test
    void a_failed_attempt_keeps_a_message_of_one_line_that_names_the_type() throws Exception {
        long id = insertByHand(TYPE, "{}");
        running(node().set("retry.max-attempts", "1").on(TYPE, row -> null));

        untilIs(id, ActionState.DEAD);

        assertThat(Attempts.of(database, id).get(0).getString("error"))
                .contains("CLAIM0067: the processor of 'mail" + ESCAPED + "ERROR forged' returned no job");
    }

    @Test
    void the_name_of_a_rule_inserted_by_hand_is_on_one_line_of_the_reason() throws Exception {
        long id = insertByHand(
                "ruled", "{\"__rules\":[{\"field\":\"a" + "\u2028" + DIRECTIONS + "\",\"is\":\"present\"}]}");
        running(node().on("ruled", row -> Job.task(() -> {})));

        untilIs(id, ActionState.SKIPPED);

        assertThat(database.text("reason", id))
                .isEqualTo("the rule 'a\\u2028" + ESCAPED_DIRECTIONS + " present' did not hold: it is missing");
    }

    @Test
    void a_publishers_refused_input_is_quoted_on_one_line() throws Exception {
        Node node = byHand(node());

        assertThatThrownBy(() -> node.publisher()
                        .publish(draft ->
                                draft.type("mail").eligibleNow().idempotencyKey("key" + LINE_ENDS + DIRECTIONS)))
                .satisfies(e -> assertIsOneLine(e.toString()))
                .hasMessageContaining("CLAIM0012")
                .hasMessageContaining("'key" + ESCAPED + "'");
        assertThatThrownBy(() -> node.publisher()
                        .publish(draft -> draft.type("mail").eligibleNow().table("t" + DIRECTIONS)))
                .satisfies(e -> assertIsOneLine(e.toString()))
                .hasMessageContaining("CLAIM0017");
    }

    @Test
    void the_pattern_and_the_name_that_an_operator_gives_are_logged_on_one_line() throws Exception {
        try (LogLines log = new LogLines()) {
            Node node = byHand(node());

            node.actionLogs().pause("mail" + DIRECTIONS + ".*", "Ann\u2028ERROR forged", "maintenance" + LINE_ENDS);

            assertThat(log.with("CLAIM0187"))
                    .containsExactly("INFO CLAIM0187: Ann\\u2028ERROR forged paused mail" + ESCAPED_DIRECTIONS
                            + ".* of action_logs: maintenance" + ESCAPED_LINE_ENDS + "\n");
        }
    }

    @Test
    void the_name_of_a_node_is_on_one_line_of_what_its_death_leaves() throws Exception {
        Gate never = new Gate();
        Node dying = running(node().on("work", row -> Job.task(never::pass)));
        long id = publishNow(dying, "work");
        until(() -> never.arrived() == 1);
        dying.kill();
        // a node of this version would not start with such a name
        database.execute("UPDATE action_logs SET claimed_by = 'host" + LINE_ENDS + DIRECTIONS + "x/1'");
        endLeases();
        running(node().on("work", row -> Job.task(() -> {})));

        untilIs(id, ActionState.PROCESSED);

        assertThat(Attempts.of(database, id).get(0).getString("error"))
                .contains("CLAIM0064: the lease of node host" + ESCAPED + "x/");
    }

    @Alternative
    @Priority(1)
    @ApplicationScoped
    static class Policy implements RetryPolicy {
        @Override
        public Optional<Duration> retryAfter(LogRecord row, Throwable error) {
            throw new IllegalStateException("policy" + LINE_ENDS, new IllegalArgumentException("cause" + DIRECTIONS));
        }
    }

    @Test
    void an_exception_of_user_code_is_logged_with_its_stack_and_its_messages_on_one_line_each() throws Exception {
        try (LogLines log = new LogLines()) {
            Node node = running(node().with(Policy.class)
                    .on(
                            "fails",
                            row -> Job.task(() -> {
                                throw new IllegalStateException("once");
                            })));

            publishNow(node, "fails");

            until(() -> !log.with("CLAIM0149").isEmpty());
            List<String> lines = log.with("CLAIM0149").get(0).lines().toList();
            assertThat(lines)
                    .contains("java.lang.IllegalStateException: policy\\u000d\\u000a\\u0085\\u2028\\u2029")
                    .contains("Caused by: java.lang.IllegalArgumentException: cause" + ESCAPED_DIRECTIONS)
                    .anyMatch(line -> line.contains("HostileTextContract$Policy"))
                    .allSatisfy(HostileTextContract::assertIsOneLine);
        }
    }

    public record Order(int amount, List<Line> lines) {}

    public record Line(Colour colour) {}

    /** Of a line. */
    public enum Colour {
        RED
    }

    private static Node.Builder orders(Node.Builder node) {
        return node.set("retry.max-attempts", "1")
                .on(
                        "order",
                        row -> Job.task(() -> {
                            row.payload(Order.class);
                        }));
    }

    private String errorOf(long id) throws Exception {
        untilIs(id, ActionState.DEAD);
        return Attempts.of(database, id).get(0).getString("error");
    }

    @Test
    void an_attempts_error_names_the_field_that_does_not_fit_and_not_its_value() throws Exception {
        long number = insertByHand("order", "{\"amount\":\"geheim-4711\"}");
        long constant = insertByHand("order", "{\"amount\":1,\"lines\":[{\"colour\":\"geheim\"}]}");
        long noJson = insertByHand("order", "{\"amount\":geheim}");
        running(orders(node()));

        assertThat(errorOf(number))
                .contains("CLAIM0061", "'amount'", "type int")
                .doesNotContain("geheim");
        assertThat(errorOf(constant))
                .contains("CLAIM0061", "'lines.colour'", "Colour")
                .doesNotContain("geheim");
        assertThat(errorOf(noJson))
                .contains("CLAIM0070", "Caused by: jakarta.json.bind.JsonbException at line 1, column ")
                .doesNotContain("geheim", "StandIn");
    }

    @Test
    void an_attempts_error_shows_the_value_where_the_setting_says_so() throws Exception {
        long constant = insertByHand("order", "{\"amount\":1,\"lines\":[{\"colour\":\"geheim\"}]}");
        running(orders(node().set("show-payload-values", "true")));

        assertThat(errorOf(constant)).contains("CLAIM0061", "geheim");
    }

    @Test
    void the_error_of_an_atomic_task_does_not_quote_the_row_that_the_database_refuses_unless_the_setting_says_so()
            throws Exception {
        database.execute("ALTER TABLE action_logs ADD CONSTRAINT refusing CHECK (state <> 'PROCESSED')");
        try (LogLines log = new LogLines()) {
            Node hides = running(atomic());
            long hidden = secret(hides);
            assertThat(errorOf(hidden))
                    .contains("CLAIM0020", "completing an action with its work", "Exception with SQL state 2")
                    .doesNotContainIgnoringCase("geheim")
                    .doesNotContainIgnoringCase("failing row")
                    .doesNotContainIgnoringCase("refusing");
            assertThat(log.with("CLAIM0165")).singleElement().asString().containsIgnoringCase("refusing");
            end(hides);

            long shown = secret(running(atomic().set("show-payload-values", "true")));
            assertThat(errorOf(shown)).contains("CLAIM0020").containsIgnoringCase("refusing");
        } finally {
            database.execute("ALTER TABLE action_logs DROP CONSTRAINT refusing");
        }
    }

    private Node.Builder atomic() {
        return node().set("retry.max-attempts", "1").on("atomic", row -> Job.atomic(() -> {}));
    }

    private static long secret(Node node) {
        return id(node.publisher()
                .publish(draft -> draft.type("atomic").eligibleNow().payload("geheim")));
    }

    @Test
    void a_reason_names_what_was_compared_and_shows_it_only_where_the_setting_says_so() throws Exception {
        Node node = running(node().on("secret", row -> Job.task(() -> {})));
        long hidden = ruled(node, "secret");
        untilIs(hidden, ActionState.SKIPPED);
        end(node);
        Node shows = running(node().on("secret", row -> Job.task(() -> {})).set("show-payload-values", "true"));
        long shown = ruled(shows, "secret");
        untilIs(shown, ActionState.SKIPPED);

        assertThat(database.text("reason", hidden)).isEqualTo("the rule 'pin equal' did not hold: it is a string");
        assertThat(database.text("reason", shown))
                .isEqualTo("the rule 'pin equal \"4712\"' did not hold: it is \"4711\"");
    }

    private static long ruled(Node node, String type) {
        return id(node.publisher()
                .publish(draft -> draft.type(type)
                        .eligibleNow()
                        .payloadJson("{\"pin\":\"4711\"}")
                        .rules(Rule.field("pin").equalTo("4712"))));
    }
}
