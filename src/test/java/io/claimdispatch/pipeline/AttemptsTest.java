package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Outcome;
import io.claimdispatch.Rule;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.spi.RetryPolicy;
import io.claimdispatch.spi.RulePredicate;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Named;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What becomes of a row by what its job does. */
class AttemptsTest extends PipelineTest {

    private final List<Integer> attempts = new CopyOnWriteArrayList<>();

    AttemptsTest() {
        super(Databases.H2);
    }

    private Script.Step task(Job.Work work) {
        return row -> Job.task(() -> {
            attempts.add(row.attempt());
            work.run();
        });
    }

    private Script.Step outcome(Outcome first) {
        return row -> Job.task(() -> {
            attempts.add(row.attempt());
            return attempts.size() == 1 ? first : Outcome.success();
        });
    }

    @Test
    void a_task_that_always_throws_is_tried_again_until_it_is_dead_and_each_error_is_kept() throws Exception {
        Node node = running(node().set("retry.max-attempts", "3").on("work", task(() -> {
            throw new IllegalStateException("no luck");
        })));

        long id = publishNow(node, "work");

        untilIs(id, ActionState.DEAD);
        assertThat(attempts).containsExactly(1, 2, 3);
        assertThat(database.text("fail_count", id)).isEqualTo("3");
        assertThat(database.time("processed_at", id)).isNull();
        assertThat(Attempts.of(database, id))
                .extracting(a -> a.getInt("attempt"))
                .containsExactly(1, 2, 3);
        assertThat(Attempts.of(database, id)).allSatisfy(attempt -> {
            assertThat(attempt.getString("error")).startsWith("java.lang.IllegalStateException: no luck");
            assertThat(attempt.getString("node")).isEqualTo(node.loop().nodeName());
        });
    }

    @Test
    void a_failed_row_waits_for_its_backoff() throws Exception {
        Node node = running(node().set("retry.initial-delay", "PT1H").on("work", task(() -> {
            throw new IllegalStateException("no luck");
        })));

        long id = publishNow(node, "work");

        until(() -> "1".equals(database.text("fail_count", id)));
        assertThat(database.text("state", id)).isEqualTo("WAITING");
        assertThat(Duration.between(database.time("updated_at", id), database.time("end_at", id)))
                .isEqualTo(Duration.ofHours(1));
        assertThat(database.time("claimed_at", id)).isNull();
        assertThat(database.text("claimed_by", id)).isNull();
        assertThat(database.text("claim_token", id)).isNull();
        assertThat(database.time("lease_until", id)).isNull();
    }

    @Test
    void a_task_that_succeeds_later_is_processed_and_keeps_what_failed_before() throws Exception {
        Node node = running(node().on(
                        "work",
                        row -> Job.task(() -> {
                            if (row.attempt() == 1) {
                                throw new IllegalStateException("only once");
                            }
                        })));

        long id = publishNow(node, "work");

        untilIs(id, ActionState.PROCESSED);
        assertThat(database.text("fail_count", id)).isEqualTo("1");
        assertThat(Attempts.of(database, id)).hasSize(1);
        assertThat(database.time("processed_at", id)).isNotNull();
    }

    @Test
    void an_error_of_the_machine_is_a_failed_attempt_like_any_other() throws Exception {
        Node node = running(node().set("retry.max-attempts", "2").on("work", task(() -> {
            throw new StackOverflowError("deep");
        })));

        long id = publishNow(node, "work");

        untilIs(id, ActionState.DEAD);
        assertThat(attempts).containsExactly(1, 2);
        assertThat(database.text("errors", id)).contains("StackOverflowError: deep");
    }

    @Test
    void a_snooze_until_a_time_counts_nothing() throws Exception {
        Instant past = database.now().minusSeconds(60).truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
        Node node = running(node().on("work", outcome(Outcome.snoozeUntil(past))));

        long id = publishNow(node, "work");

        untilIs(id, ActionState.PROCESSED);
        assertThat(attempts).as("both are the first attempt").containsExactly(1, 1);
        assertThat(database.time("end_at", id)).isEqualTo(past);
        assertThat(database.text("fail_count", id)).isEqualTo("0");
        assertThat(database.text("errors", id)).isNull();
    }

    @Test
    void a_snooze_for_a_while_is_counted_on_the_clock_of_the_database() throws Exception {
        Node node = running(node().clock(() -> Instant.now().plusSeconds(3_600))
                .on("work", outcome(Outcome.snoozeFor(Duration.ofHours(2)))));

        long id = publishNow(node, "work");

        until(() -> attempts.size() == 1 && is(id, ActionState.WAITING));
        assertThat(Duration.between(database.time("updated_at", id), database.time("end_at", id)))
                .isEqualTo(Duration.ofHours(2));
        assertThat(database.time("updated_at", id)).isBefore(database.now().plusSeconds(1));
        assertThat(database.text("fail_count", id)).isEqualTo("0");
    }

    @Test
    void a_snooze_for_ever_waits_as_long_as_a_database_can_say() throws Exception {
        Node node = running(node().on("until", outcome(Outcome.snoozeUntil(Instant.MAX)))
                .on("for", outcome(Outcome.snoozeFor(Duration.ofSeconds(Long.MAX_VALUE)))));

        long until = publishNow(node, "until");
        until(() -> !attempts.isEmpty() && is(until, ActionState.WAITING));
        attempts.clear();
        long forEver = publishNow(node, "for");
        until(() -> !attempts.isEmpty() && is(forEver, ActionState.WAITING));

        assertThat(database.time("end_at", until)).isAfter(Instant.parse("2900-01-01T00:00:00Z"));
        assertThat(database.time("end_at", forEver)).isAfter(Instant.parse("2900-01-01T00:00:00Z"));
    }

    @Test
    void a_discarded_row_keeps_the_reason_and_is_not_processed() throws Exception {
        Node node = running(node().on("work", outcome(Outcome.discard("the user has left \0"))));

        long id = publishNow(node, "work");

        untilIs(id, ActionState.DISCARDED);
        assertThat(database.text("reason", id)).isEqualTo("the user has left ");
        assertThat(database.time("processed_at", id)).isNull();
    }

    @Test
    void a_row_whose_rules_do_not_hold_is_skipped_with_the_reason_and_never_asks_for_its_job() throws Exception {
        Node node = running(node().on("work", task(() -> {})));

        long id = id(node.publisher()
                .publish(d -> d.type("work")
                        .eligibleNow()
                        .payloadJson("{\"total\":5}")
                        .rules(Rule.field("total").atLeast(100))));
        long held = id(node.publisher()
                .publish(d -> d.type("work")
                        .eligibleNow()
                        .payloadJson("{\"total\":500}")
                        .rules(Rule.field("total").atLeast(100))));

        untilIs(id, ActionState.SKIPPED);
        untilIs(held, ActionState.PROCESSED);
        assertThat(database.text("reason", id)).contains("total");
        assertThat(database.time("processed_at", id)).isNull();
        assertThat(attempts).hasSize(1);
    }

    @ApplicationScoped
    @Named("refuses")
    static class Refuses implements RulePredicate {
        @Override
        public boolean holds(LogRecord row, JsonValue argument) {
            return false;
        }
    }

    @Test
    void a_named_rule_is_a_bean() throws Exception {
        Node node = running(node().with(Refuses.class).on("work", task(() -> {})));

        long id = id(node.publisher().publish(d -> d.type("work").eligibleNow().rules(Rule.named("refuses"))));

        untilIs(id, ActionState.SKIPPED);
        assertThat(database.text("reason", id)).contains("refuses");
    }

    @Test
    void an_unknown_rule_is_a_failed_attempt_and_not_a_pass() throws Exception {
        Node node = running(node().set("retry.max-attempts", "2").on("work", task(() -> {})));

        long id = id(node.publisher().publish(d -> d.type("work").eligibleNow().rules(Rule.named("nobody-knows"))));

        untilIs(id, ActionState.DEAD);
        assertThat(attempts).isEmpty();
        assertThat(Attempts.of(database, id))
                .hasSize(2)
                .allSatisfy(attempt -> assertThat(attempt.getString("error")).contains("CLAIM0062", "nobody-knows"));
    }

    @Test
    void a_processor_that_throws_instead_of_making_a_job_fails_its_row_only() throws Exception {
        Node node = running(node().set("retry.max-attempts", "1").on("work", row -> {
            if (row.payload().contains("3")) {
                throw new java.io.IOException("cannot make a job of three");
            }
            return Job.task(() -> {});
        }));

        List<Long> ids = node
                .publisher()
                .publishAll(
                        WorkflowContract.numbers(10),
                        (n, d) -> d.type("work").eligibleNow().payload(n))
                .stream()
                .map(PipelineTest::id)
                .toList();

        until(() -> count(ActionState.PROCESSED) == 9 && is(ids.get(3), ActionState.DEAD));
        assertThat(database.text("errors", ids.get(3))).contains("cannot make a job of three");
    }

    @Test
    void a_processor_that_returns_no_job_fails_its_row() throws Exception {
        Node node = running(node().set("retry.max-attempts", "1").on("work", row -> null));

        long id = publishNow(node, "work");

        untilIs(id, ActionState.DEAD);
        assertThat(database.text("errors", id)).contains("CLAIM0067");
    }

    @Test
    void a_job_may_be_decided_without_running_anything() throws Exception {
        Node node = running(node().on("work", row -> Job.outcome(Outcome.discard("not needed"))));

        untilIs(publishNow(node, "work"), ActionState.DISCARDED);
    }

    @Test
    void only_success_sets_processed_at() throws Exception {
        Node node = running(node().set("retry.max-attempts", "1")
                .on("good", task(() -> {}))
                .on("bad", task(() -> {
                    throw new IllegalStateException();
                }))
                .on("dropped", row -> Job.outcome(Outcome.discard("no")))
                .on("later", row -> Job.outcome(Outcome.snoozeFor(Duration.ofDays(1)))));
        for (String type : Set.of("good", "bad", "dropped", "later")) {
            publishNow(node, type);
        }
        node.publisher()
                .publish(d -> d.type("good").eligibleNow().rules(Rule.field("x").present()));

        until(() -> database.count("updated_at > created_at") == 5 && count(ActionState.CLAIMED) == 0);

        assertThat(database.query("SELECT state FROM action_logs WHERE processed_at IS NOT NULL"))
                .containsExactly("PROCESSED");
        assertThat(database.count("state = 'PROCESSED' OR processed_at IS NULL"))
                .isEqualTo(5);
    }

    @Alternative
    @Priority(10)
    @ApplicationScoped
    static class BrokenPolicy implements RetryPolicy {
        @Override
        public Optional<Duration> retryAfter(LogRecord row, Throwable error) {
            throw new IllegalStateException("the policy itself fails");
        }
    }

    @Test
    void a_retry_policy_that_fails_itself_loses_no_row() throws Exception {
        Node node = running(node().with(BrokenPolicy.class).on("work", task(() -> {
            throw new IllegalStateException("first");
        })));

        long id = publishNow(node, "work");

        until(() -> "1".equals(database.text("fail_count", id)));
        assertThat(database.text("state", id)).isEqualTo("WAITING");
    }

    @Alternative
    @Priority(10)
    @ApplicationScoped
    static class EternalPolicy implements RetryPolicy {
        @Override
        public Optional<Duration> retryAfter(LogRecord row, Throwable error) {
            return Optional.of(Duration.ofSeconds(Long.MAX_VALUE));
        }
    }

    @Test
    void a_retry_policy_may_wait_longer_than_time_lasts() throws Exception {
        Node node = running(node().with(EternalPolicy.class).on("work", task(() -> {
            throw new IllegalStateException("first");
        })));

        long id = publishNow(node, "work");

        until(() -> "1".equals(database.text("fail_count", id)));
        assertThat(database.time("end_at", id)).isAfter(Instant.parse("2900-01-01T00:00:00Z"));
    }
}
