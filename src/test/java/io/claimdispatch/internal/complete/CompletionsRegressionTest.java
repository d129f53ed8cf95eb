package io.claimdispatch.internal.complete;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.LogRecord;
import io.claimdispatch.NonRetryableException;
import io.claimdispatch.Outcome;
import io.claimdispatch.Priority;
import io.claimdispatch.internal.common.StandIn;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.problem.AttemptProblems;
import io.claimdispatch.internal.common.problem.BatchProblems;
import io.claimdispatch.internal.payload.JsonbPayloadCodec;
import io.claimdispatch.internal.route.ClaimedRecord;
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.row.ClaimedRow;
import io.claimdispatch.internal.store.row.RowChange;
import io.claimdispatch.spi.RetryPolicy;
import jakarta.ejb.EJBException;
import jakarta.transaction.RollbackException;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class CompletionsRegressionTest {

    private static final Instant TIME = Instant.parse("2024-03-01T10:00:00Z");

    private final Attempt attempt = attempt();

    @Test
    void an_error_that_cannot_be_printed_is_still_the_rows_outcome() {
        RuntimeException unprintable = new RuntimeException() {
            @Override
            public String getMessage() {
                throw new StackOverflowError();
            }
        };

        RowChange change = outcomes((row, error) -> Optional.empty())
                .failure(attempt, unprintable)
                .change();

        assertThat(change)
                .isInstanceOfSatisfying(
                        RowChange.Dead.class, dead -> assertThat(dead.errors()).contains("StackOverflowError"));
    }

    @Test
    void a_retry_policy_that_ends_in_an_error_loses_no_row() {
        RowChange change = outcomes((row, error) -> {
                    throw new AssertionError("in the policy");
                })
                .failure(attempt, new IllegalStateException())
                .change();

        assertThat(change).isInstanceOf(RowChange.Retry.class);
    }

    @Test
    void times_that_no_column_can_hold_are_cut_to_those_that_all_can() {
        Completions outcomes = outcomes((row, error) -> Optional.of(Duration.ofSeconds(Long.MAX_VALUE)));

        assertThat(outcomes.of(attempt, Outcome.snoozeUntil(Instant.MAX)).change())
                .isEqualTo(new RowChange.SnoozeUntil(Instant.parse("9999-12-31T00:00:00Z")));
        assertThat(outcomes.of(attempt, Outcome.snoozeFor(Duration.ofSeconds(Long.MAX_VALUE)))
                        .change())
                .isEqualTo(new RowChange.SnoozeFor(Duration.ofDays(365_000)));
        assertThat(outcomes.of(attempt, Outcome.snoozeFor(Duration.ofSeconds(-1)))
                        .change())
                .isEqualTo(new RowChange.SnoozeFor(Duration.ZERO));
        assertThat(outcomes.failure(attempt, new IllegalStateException()).change())
                .isInstanceOfSatisfying(
                        RowChange.Retry.class,
                        retry -> assertThat(retry.delay()).isEqualTo(Duration.ofDays(365_000)));
    }

    @Test
    void an_errors_history_that_cannot_be_made_costs_no_outcome() {
        Completions outcomes = Attempted.outcomes((row, error) -> Optional.empty(), new AttemptErrors(() -> {
            throw new StackOverflowError("in the history");
        }));

        Throwable error = new IllegalStateException();

        RowChange change = outcomes.failure(attempt, error).change();

        assertThat(change)
                .isEqualTo(new RowChange.Dead(
                        1,
                        "[{\"attempt\":1,\"claim\":\""
                                + EarlierClaims.fingerprint(attempt.row().ref())
                                + "\",\"error\":\"java.lang.IllegalStateException\"}]",
                        FailureKey.of(error)));
    }

    @Test
    void a_failure_that_no_attempt_can_mend_is_left_to_the_retry_policy_that_knows_better() {
        Completions patient = outcomes(new RetryPolicy() {
            @Override
            public Optional<Duration> retryAfter(LogRecord row, Throwable error) {
                return Optional.empty();
            }

            @Override
            public Optional<Duration> retryHopeless(LogRecord row, Throwable error) {
                return Optional.of(Duration.ofHours(1));
            }
        });
        Throwable noJson = AttemptProblems.payloadNoJson("order.paid", new IllegalStateException());
        Throwable noJob = BatchProblems.batchJobUnusable("import", "import.xml", true, new IllegalStateException());
        Throwable refused = BatchProblems.batchParametersRefused("import", "22001", 4_000, "none");

        for (Throwable hopeless : List.of(noJson, noJob, refused)) {
            assertThat(patient.failure(attempt, hopeless).change()).isInstanceOf(RowChange.Retry.class);
            assertThat(outcomes((row, error) -> Optional.of(Duration.ZERO))
                            .failure(attempt, hopeless)
                            .change())
                    .isInstanceOf(RowChange.Dead.class);
        }
    }

    @Test
    void retries_that_no_column_can_hold_are_cut_to_those_that_all_can() {
        Completions outcomes = outcomes((row, error) -> Optional.empty());

        assertThat(outcomes.of(attempt, Outcome.retryAt(Instant.MAX)).change())
                .isInstanceOfSatisfying(
                        RowChange.RetryAt.class,
                        retry -> assertThat(retry.eligibleAt()).isEqualTo(Instant.parse("9999-12-31T00:00:00Z")));
        assertThat(outcomes.of(attempt, Outcome.retryIn(Duration.ofSeconds(Long.MAX_VALUE)))
                        .change())
                .isInstanceOfSatisfying(
                        RowChange.Retry.class,
                        retry -> assertThat(retry.delay()).isEqualTo(Duration.ofDays(365_000)));
        assertThat(outcomes.of(attempt, Outcome.retryIn(Duration.ofSeconds(-1))).change())
                .isInstanceOfSatisfying(
                        RowChange.Retry.class,
                        retry -> assertThat(retry.delay()).isEqualTo(Duration.ZERO));
    }

    @Test
    void a_reason_that_is_too_long_is_cut_off() {
        Completions outcomes = outcomes((row, error) -> Optional.empty());
        String reason = "é".repeat(100_000);

        assertThat(outcomes.of(attempt, Outcome.cancel(reason)).change())
                .isEqualTo(new RowChange.Cancelled("é".repeat(1_000)));
        assertThat(outcomes.of(attempt, Outcome.fail(reason)).change())
                .isInstanceOfSatisfying(
                        RowChange.Dead.class,
                        dead -> assertThat(dead.errors())
                                .contains("é".repeat(1_000))
                                .hasSizeLessThan(5_000));
    }

    @Test
    void a_non_retryable_exception_is_final_at_any_depth_and_nobody_is_asked() {
        List<String> asked = new ArrayList<>();
        Completions outcomes = Attempted.outcomes(
                new RetryPolicy() {
                    @Override
                    public Optional<Duration> retryAfter(LogRecord row, Throwable error) {
                        asked.add("policy");
                        return Optional.of(Duration.ZERO);
                    }

                    @Override
                    public Optional<Duration> retryHopeless(LogRecord row, Throwable error) {
                        asked.add("policy about the hopeless");
                        return Optional.of(Duration.ZERO);
                    }
                },
                new AttemptErrors(() -> TIME),
                (row, error) -> {
                    asked.add("processor");
                    return Optional.empty();
                });
        Exception thrown = new NonRetryableException("never") {
            private static final long serialVersionUID = 1;
        };
        Throwable deep = thrown;
        for (int i = 0; i < 500; i++) {
            deep = new IllegalStateException("around", deep);
        }

        for (Throwable each : List.of(
                thrown,
                new EJBException(thrown),
                new CompletionException(thrown),
                new ExecutionException(thrown),
                new InvocationTargetException(thrown),
                new RollbackException("rolled back").initCause(thrown),
                AttemptProblems.payloadNoJson("order.paid", thrown),
                AttemptProblems.payloadNotReadable("order.paid", "Order", StandIn.of(thrown, e -> "hidden")),
                deep)) {
            assertThat(outcomes.failure(attempt, each).change())
                    .as(each.getClass().getName())
                    .isInstanceOf(RowChange.Dead.class);
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void a_suppressed_non_retryable_exception_is_no_cause() {
        Exception thrown = new IllegalStateException("may be better next time");
        thrown.addSuppressed(new NonRetryableException("of something that was closed"));

        assertThat(outcomes((row, error) -> Optional.of(Duration.ZERO))
                        .failure(attempt, thrown)
                        .change())
                .isInstanceOf(RowChange.Retry.class);
    }

    @Test
    void a_hopeless_failure_is_no_question_to_the_processor() {
        Completions outcomes = Attempted.outcomes(
                (row, error) -> Optional.of(Duration.ZERO),
                new AttemptErrors(() -> TIME),
                (row, error) -> Optional.of(Outcome.retryIn(Duration.ZERO)));

        assertThat(outcomes.failure(attempt, AttemptProblems.payloadNoJson("order.paid", new IllegalStateException()))
                        .change())
                .isInstanceOf(RowChange.Dead.class);
    }

    @Test
    void nothing_is_made_for_a_success_that_nothing_observes() {
        assertThat(outcomes((row, error) -> Optional.empty()).of(attempt, null).report())
                .isNull();
    }

    private static Completions outcomes(RetryPolicy policy) {
        return Attempted.outcomes(policy, new AttemptErrors(() -> TIME));
    }

    private static Attempt attempt() {
        ClaimedRow row = new ClaimedRow(
                new ClaimRef(TableName.ACTION_LOGS, 1, 2),
                "order.paid",
                "{}",
                null,
                Priority.NORMAL,
                TIME,
                TIME,
                0,
                null,
                null,
                "node");
        return new Attempt(row, new ClaimedRecord(row, new JsonbPayloadCodec(), type -> 10, false));
    }
}
