package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Outcome;
import io.claimdispatch.Rule;
import io.claimdispatch.spi.NodeIdentity;
import io.claimdispatch.spi.RetryPolicy;
import io.claimdispatch.spi.RuleEvaluator;
import io.claimdispatch.spi.RulePredicate;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the interfaces of {@code io.claimdispatch.spi} promise to those who implement them. */
class ExtensionPointsTest extends ReplacedBeans {

    // NodeIdentity

    @Alternative
    @Priority(1)
    @ApplicationScoped
    static class Chosen implements NodeIdentity {
        @Override
        public String nodeName() {
            NOTED.add("asked");
            return (String) answer.get();
        }
    }

    static List<String> invalidNames() {
        return List.of("", " \u2003", "n".repeat(NodeIdentity.MAX_LENGTH + 1), "a\0b", "a\nb", "half \uD83D");
    }

    @ParameterizedTest
    @MethodSource("invalidNames")
    void a_name_that_not_every_database_can_store_stops_the_deployment(String name) {
        answer = () -> name;

        assertThatThrownBy(() -> running(node().with(Chosen.class)))
                .hasStackTraceContaining("CLAIM0218")
                .hasStackTraceContaining("NodeIdentity");
    }

    @Test
    void the_longest_name_is_stored_whole_and_asked_for_once() throws Exception {
        String longest = "\uD83D\uDE00".repeat(NodeIdentity.MAX_LENGTH / 2);
        answer = () -> longest;
        Gate gate = new Gate();
        Node node = running(node().with(Chosen.class).on("work", row -> Job.task(gate::pass)));

        long id = publishNow(node, "work");

        until(() -> gate.arrived() == 1);
        assertThat(database.text("claimed_by", id)).isEqualTo(longest);
        assertThat(NOTED).containsExactly("asked");
        gate.open();
        untilIs(id, ActionState.PROCESSED);
    }

    @ParameterizedTest
    @ValueSource(ints = {79, 80, 500})
    void the_setting_of_a_long_name_yields_one_that_can_be_stored(int length) {
        assertThatCode(() -> byHand(node().set("node-name", "x".repeat(length - 2) + "\uD83D\uDE00")))
                .doesNotThrowAnyException();
    }

    // RetryPolicy

    @Decorator
    @Priority(1)
    static class GivesUpEarly implements RetryPolicy {
        @Inject
        @Delegate
        RetryPolicy backoff;

        @Override
        public Optional<Duration> retryAfter(LogRecord row, Throwable error) {
            NOTED.add(row.type() + " " + error.getClass().getSimpleName() + " in " + transaction());
            return error instanceof IllegalArgumentException ? Optional.empty() : backoff.retryAfter(row, error);
        }

        @Override
        public Optional<Duration> retryHopeless(LogRecord row, Throwable error) {
            return backoff.retryHopeless(row, error);
        }
    }

    @Test
    void a_decorator_of_the_default_policy_ends_some_failures_early_and_leaves_the_others_to_it() throws Exception {
        Node node = running(node().set("retry.max-attempts", "2")
                .with(GivesUpEarly.class)
                .on(
                        "wrong",
                        row -> Job.task(() -> {
                            throw new IllegalArgumentException("wrong");
                        }))
                .on(
                        "down",
                        row -> Job.atomic(() -> {
                            throw new IOException("down");
                        })));

        untilIs(publishNow(node, "wrong"), ActionState.DEAD);
        untilIs(publishNow(node, "down"), ActionState.DEAD);

        assertThat(NOTED)
                .containsExactly(
                        "wrong IllegalArgumentException in no transaction",
                        "down IOException in no transaction",
                        "down IOException in no transaction");
    }

    @Test
    void a_policy_is_not_asked_about_a_row_that_is_snoozed_discarded_or_skipped() throws Exception {
        Node node = running(node().with(GivesUpEarly.class)
                .on("snooze", row -> Job.outcome(Outcome.snoozeFor(Duration.ofDays(1))))
                .on("discard", row -> Job.outcome(Outcome.discard("done elsewhere"))));
        long snoozed = publishNow(node, "snooze");
        untilIs(publishNow(node, "discard"), ActionState.DISCARDED);
        untilIs(
                id(node.publisher()
                        .publish(d -> d.type("discard")
                                .eligibleNow()
                                .rules(Rule.field("x").present()))),
                ActionState.SKIPPED);
        until(() -> is(snoozed, ActionState.WAITING) && database.text("claimed_by", snoozed) == null);

        assertThat(NOTED).isEmpty();
    }

    @RequestScoped
    static class Request {
        void use() {}
    }

    @Alternative
    @Priority(1)
    @ApplicationScoped
    static class InRequest implements RetryPolicy {
        @Override
        public Optional<Duration> retryAfter(LogRecord row, Throwable error) {
            CDI.current().select(Request.class).get().use();
            return Optional.empty();
        }
    }

    @Test
    void a_policy_that_needs_a_request_fails_for_an_expired_lease_and_the_row_is_tried_again() throws Exception {
        Gate gate = new Gate();
        Node first = byHand(node().on("work", row -> Job.task(gate::pass)));
        long id = publishNow(first, "work");
        first.scheduler().runOnce(1);
        until(() -> gate.arrived() == 1);
        first.cut(true);
        endLeases();

        try (LogLines log = new LogLines()) {
            Node second = byHand(node().with(Request.class, InRequest.class).on("work", row -> Job.task(() -> {})));
            second.loop().recover();

            assertThat(log.with("CLAIM0149")).isNotEmpty();
            assertThat(database.text("state", id)).isEqualTo("WAITING");
        }
        gate.open();
    }

    // RuleEvaluator and RulePredicate

    @Decorator
    @Priority(1)
    static class Noting implements RuleEvaluator {
        @Inject
        @Delegate
        RuleEvaluator rules;

        @Override
        public Optional<String> refusal(LogRecord row) throws Exception {
            CDI.current().select(Request.class).get().use();
            NOTED.add("attempt " + row.attempt() + " of " + row.payload() + " in " + transaction());
            return rules.refusal(row);
        }
    }

    @Named("patient")
    @ApplicationScoped
    static class Patient implements RulePredicate {

        static volatile Gate gate = new Gate();

        @Override
        public boolean holds(LogRecord row, JsonValue argument) throws Exception {
            CDI.current().select(Request.class).get().use();
            NOTED.add("asked with " + argument);
            if (row.attempt() == 1) {
                gate.pass();
            }
            return true;
        }
    }

    @Test
    void a_rule_may_block_and_is_interrupted_at_the_time_limit_of_the_type() throws Exception {
        Patient.gate = new Gate();
        Node node = running(node().set("retry.max-attempts", "2")
                .set("time-limits", "work=PT0.2S")
                .with(Noting.class, Patient.class, Request.class)
                .on("work", row -> Job.task(() -> {})));

        long id = id(node.publisher().publish(d -> d.type("work").eligibleNow().rules(Rule.named("patient"))));

        untilIs(id, ActionState.PROCESSED);
        assertThat(Attempts.of(database, id))
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.getString("error")).contains("CLAIM0069"));
        assertThat(NOTED)
                .containsExactly(
                        "attempt 1 of {\"__rules\":[{\"rule\":\"patient\"}]} in no transaction",
                        "asked with null",
                        "attempt 2 of {\"__rules\":[{\"rule\":\"patient\"}]} in no transaction",
                        "asked with null");
    }

    @Alternative
    @Priority(1)
    @ApplicationScoped
    static class Wordy implements RuleEvaluator {
        @Override
        public Optional<String> refusal(LogRecord row) {
            return Optional.of("no\0 ".repeat(500));
        }
    }

    @Test
    void a_thousand_characters_of_a_refusals_reason_are_stored() throws Exception {
        Node node = running(node().with(Wordy.class).on("work", row -> Job.task(() -> {})));

        long id = id(node.publisher()
                .publish(d -> d.type("work").eligibleNow().rules(Rule.field("x").present())));

        untilIs(id, ActionState.SKIPPED);
        assertThat(database.text("reason", id)).hasSize(1_000).startsWith("no no ");
    }
}
