package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Outcome;
import io.claimdispatch.Processor;
import io.claimdispatch.internal.store.Databases;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a row whose job ends with an outcome, in each way in which it can return one. */
abstract class OutcomesContract extends PipelineTest {

    private static final List<String> WAYS = List.of("task", "atomic", "async", "decided", "method", "stage");

    private static final Queue<Integer> ATTEMPTS = new ConcurrentLinkedQueue<>();

    private static volatile Function<LogRecord, Outcome> answer = row -> Outcome.success();

    OutcomesContract(Databases database) {
        super(database);
    }

    @BeforeEach
    void noAttempts() {
        ATTEMPTS.clear();
    }

    private static Outcome answer(LogRecord row) {
        ATTEMPTS.add(row.attempt());
        return answer.apply(row);
    }

    @ApplicationScoped
    static class Methods {
        @Processor("method")
        Outcome method(LogRecord row) {
            return answer(row);
        }

        @Processor("stage")
        CompletionStage<Outcome> stage(LogRecord row) {
            return CompletableFuture.supplyAsync(() -> answer(row));
        }
    }

    private Node answering(Node.Builder builder, Function<LogRecord, Outcome> outcome) {
        answer = outcome;
        return running(builder.with(Methods.class)
                .on("task", row -> Job.task(() -> answer(row)))
                .on("atomic", row -> Job.atomic(() -> answer(row)))
                .on("async", row -> Job.async(() -> CompletableFuture.supplyAsync(() -> answer(row))))
                .on("decided", row -> Job.outcome(answer(row))));
    }

    private Map<String, Long> inEachWay(Node node) {
        Map<String, Long> ids = new TreeMap<>();
        WAYS.forEach(way -> ids.put(way, publishNow(node, way)));
        return ids;
    }

    @Test
    void a_row_that_fails_for_good_is_dead_after_one_attempt_and_its_history_has_the_reason() throws Exception {
        Node node = answering(node(), row -> Outcome.fail("the bank does not know \0 the account"));

        Map<String, Long> ids = inEachWay(node);

        untilStates("DEAD 6");
        assertThat(ATTEMPTS).containsExactly(1, 1, 1, 1, 1, 1);
        for (Map.Entry<String, Long> row : ids.entrySet()) {
            assertThat(Attempts.of(database, row.getValue())).singleElement().satisfies(attempt -> {
                assertThat(attempt.getInt("attempt")).isEqualTo(1);
                assertThat(attempt.getString("error"))
                        .contains(
                                "CLAIM0194",
                                "the processor of '" + row.getKey()
                                        + "' returned Outcome.fail: the bank does not know  the account");
            });
            assertThat(database.text("fail_count", row.getValue())).isEqualTo("1");
            assertThat(database.text("reason", row.getValue())).isNull();
            assertThat(database.time("processed_at", row.getValue())).isNull();
        }
    }

    @Test
    void a_row_that_its_job_cancels_keeps_the_reason_and_counts_no_failure() throws Exception {
        Node node = answering(node(), row -> Outcome.cancel("the account is closed"));

        Map<String, Long> ids = inEachWay(node);

        untilStates("CANCELLED 6");
        for (long id : ids.values()) {
            assertThat(database.text("reason", id)).isEqualTo("the account is closed");
            assertThat(database.text("fail_count", id)).isEqualTo("0");
            assertThat(database.text("errors", id)).isNull();
            assertThat(database.time("processed_at", id)).isNull();
        }
        assertThat(node.actionLogs().requeue(ids.get("task"), "ann").isDone())
                .as("like any cancelled row")
                .isTrue();
    }

    @Test
    void a_retry_after_a_delay_counts_and_waits_on_the_clock_of_the_database() throws Exception {
        Node node = answering(
                node().clock(() -> Instant.now().plusSeconds(3_600)),
                row -> Outcome.retryIn(Duration.ofHours(2), "the bank is away"));

        Map<String, Long> ids = inEachWay(node);

        until(() -> database.count("fail_count = 1 AND state = 'WAITING'") == 6);
        for (Map.Entry<String, Long> row : ids.entrySet()) {
            assertThat(Duration.between(
                            database.time("updated_at", row.getValue()), database.time("end_at", row.getValue())))
                    .isEqualTo(Duration.ofHours(2));
            assertThat(Attempts.of(database, row.getValue()))
                    .singleElement()
                    .satisfies(attempt -> assertThat(attempt.getString("error"))
                            .contains(
                                    "CLAIM0195",
                                    "the processor of '" + row.getKey()
                                            + "' returned Outcome.retryIn: the bank is away"));
        }
    }

    @Test
    void a_retry_at_a_time_counts_and_waits_until_then() throws Exception {
        Instant at = Instant.parse("2099-03-29T01:30:00.123456Z");
        Node node = answering(node(), row -> Outcome.retryAt(at));

        Map<String, Long> ids = inEachWay(node);

        until(() -> database.count("fail_count = 1 AND state = 'WAITING'") == 6);
        for (long id : ids.values()) {
            assertThat(database.time("end_at", id)).isEqualTo(at);
            assertThat(Attempts.of(database, id))
                    .singleElement()
                    .satisfies(attempt -> assertThat(attempt.getString("error"))
                            .contains("CLAIM0195", "Outcome.retryAt without a reason"));
        }
    }

    @Test
    void retries_count_within_the_most_attempts_and_snoozes_do_not() throws Exception {
        Node node = answering(node().set("retry.max-attempts", "3"), row -> switch (ATTEMPTS.size()) {
            case 1, 3 -> Outcome.snoozeFor(Duration.ZERO);
            case 2 -> Outcome.retryIn(Duration.ZERO, "the first");
            case 4 -> Outcome.retryAt(Instant.EPOCH, "the second");
            default -> Outcome.retryIn(Duration.ofDays(1), "the last");
        });

        long id = publishNow(node, "task");

        untilIs(id, ActionState.DEAD);
        assertThat(ATTEMPTS).containsExactly(1, 1, 2, 2, 3);
        assertThat(database.text("fail_count", id)).isEqualTo("3");
        assertThat(Attempts.of(database, id))
                .extracting(attempt -> attempt.getString("error").replaceAll(".*: (the \\w+)", "$1"))
                .containsExactly("the first", "the second", "the last");
    }

    @Test
    void a_retry_at_a_time_is_the_last_attempt_too() throws Exception {
        Node node = answering(
                node().set("retry.max-attempts", "1"), row -> Outcome.retryAt(Instant.parse("2099-01-01T00:00:00Z")));

        long id = publishNow(node, "atomic");

        untilIs(id, ActionState.DEAD);
        assertThat(database.text("fail_count", id)).isEqualTo("1");
    }

    @Test
    void a_retry_beyond_what_a_database_can_say_waits_as_long_as_it_can() throws Exception {
        Node node = answering(
                node(),
                row -> row.type().equals("task")
                        ? Outcome.retryAt(Instant.MAX)
                        : Outcome.retryIn(Duration.ofSeconds(Long.MAX_VALUE)));

        long at = publishNow(node, "task");
        long in = publishNow(node, "method");

        until(() -> database.count("fail_count = 1 AND state = 'WAITING'") == 2);
        assertThat(database.time("end_at", at)).isAfter(Instant.parse("2900-01-01T00:00:00Z"));
        assertThat(database.time("end_at", in)).isAfter(Instant.parse("2900-01-01T00:00:00Z"));
    }

    @Test
    void a_retry_in_the_past_follows_at_once() throws Exception {
        Node node = answering(node(), row -> switch (ATTEMPTS.size()) {
            case 1 -> Outcome.retryAt(Instant.MIN);
            case 2 -> Outcome.retryIn(Duration.ofDays(-1));
            default -> Outcome.success();
        });

        long id = publishNow(node, "task");

        untilIs(id, ActionState.PROCESSED);
        assertThat(ATTEMPTS).containsExactly(1, 2, 3);
    }
}
