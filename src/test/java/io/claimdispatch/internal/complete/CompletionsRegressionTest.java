package io.claimdispatch.internal.complete;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.LogRecord;
import io.claimdispatch.Outcome;
import io.claimdispatch.Priority;
import io.claimdispatch.internal.common.Problems;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.config.TestSettings;
import io.claimdispatch.internal.payload.JsonbPayloadCodec;
import io.claimdispatch.internal.route.ClaimedRecord;
import io.claimdispatch.internal.store.ClaimRef;
import io.claimdispatch.internal.store.ClaimedRow;
import io.claimdispatch.internal.store.RowChange;
import io.claimdispatch.internal.watchdog.CallWatchdog;
import io.claimdispatch.spi.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CompletionsRegressionTest {

    private static final Instant TIME = Instant.parse("2024-03-01T10:00:00Z");

    private final Attempt attempt = attempt();

    @Test
    void anErrorThatCannotBePrintedIsStillTheRowsOutcome() {
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
    void aRetryPolicyThatEndsInAnErrorLosesNoRow() {
        RowChange change = outcomes((row, error) -> {
                    throw new AssertionError("in the policy");
                })
                .failure(attempt, new IllegalStateException())
                .change();

        assertThat(change).isInstanceOf(RowChange.Retry.class);
    }

    @Test
    void timesThatNoColumnCanHoldAreCutToThoseThatAllCan() {
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
    void anErrorsHistoryThatCannotBeMadeCostsNoOutcome() {
        Completions outcomes = new Completions(
                (row, error) -> Optional.empty(),
                new AttemptErrors(() -> {
                    throw new StackOverflowError("in the history");
                }),
                new CallWatchdog(TestSettings.of()));

        RowChange change =
                outcomes.failure(attempt, new IllegalStateException()).change();

        assertThat(change)
                .isEqualTo(new RowChange.Dead(
                        1,
                        "[{\"attempt\":1,\"claim\":\""
                                + EarlierClaims.fingerprint(attempt.row().ref())
                                + "\",\"error\":\"java.lang.IllegalStateException\"}]"));
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
        Throwable noJson = Problems.payloadNoJson("order.paid", new IllegalStateException());
        Throwable noJob = Problems.batchJobUnusable("import", "import.xml", true, new IllegalStateException());
        Throwable refused = Problems.batchParametersRefused("import", "22001", 4_000, "none");

        for (Throwable hopeless : List.of(noJson, noJob, refused)) {
            assertThat(patient.failure(attempt, hopeless).change()).isInstanceOf(RowChange.Retry.class);
            assertThat(outcomes((row, error) -> Optional.of(Duration.ZERO))
                            .failure(attempt, hopeless)
                            .change())
                    .isInstanceOf(RowChange.Dead.class);
        }
    }

    @Test
    void nothingIsMadeForASuccessThatNothingObserves() {
        assertThat(outcomes((row, error) -> Optional.empty()).of(attempt, null).report())
                .isNull();
    }

    private static Completions outcomes(RetryPolicy policy) {
        return new Completions(policy, new AttemptErrors(() -> TIME), new CallWatchdog(TestSettings.of()));
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
        return new Attempt(row, new ClaimedRecord(row, new JsonbPayloadCodec()));
    }
}
