package io.claimdispatch.internal.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.complete.Attempt;
import io.claimdispatch.internal.complete.AttemptErrors;
import io.claimdispatch.internal.complete.Attempted;
import io.claimdispatch.internal.complete.Completions;
import io.claimdispatch.internal.complete.FinishedWork;
import io.claimdispatch.internal.config.ApplicationClock;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.config.TestSettings;
import io.claimdispatch.internal.policy.ProcessorPolicy;
import io.claimdispatch.internal.policy.TestPolicies;
import io.claimdispatch.internal.policy.TypePolicies;
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.row.Completion;
import io.claimdispatch.internal.store.row.RowChange;
import jakarta.batch.operations.JobOperator;
import jakarta.batch.runtime.BatchStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of rows by what becomes of their executions, with a clock that the test moves. */
class BatchExecutionsTest {

    private final ScriptedJobs jobs = new ScriptedJobs();
    private final FinishedWork finished = new FinishedWork();
    private final Attempt attempt = Attempted.attempt(0, null);
    private final Records records = new Records();
    private final List<Throwable> asked = new ArrayList<>();
    private final Timings timings = new Timings();
    private long now;
    private Instant wall = Instant.EPOCH;
    private @Nullable BatchExecutions executions;

    private BatchExecutions executions(String... settings) {
        Settings read = TestSettings.of(settings);
        return executions(read, TestPolicies.of(read));
    }

    private BatchExecutions executions(Settings read, TypePolicies policies) {
        ApplicationClock clock = () -> wall;
        Completions outcomes = Attempted.outcomes(
                (row, error) -> {
                    asked.add(error);
                    return Optional.of(Duration.ofSeconds(3));
                },
                new AttemptErrors(clock));
        BatchExecutions made = new BatchExecutions(
                new BatchVerdicts(read, policies, outcomes),
                new BatchGuard(read, policies, records, clock, timings),
                outcomes,
                finished,
                new JobOperators(null, null) {
                    @Override
                    public JobOperator get() {
                        return jobs;
                    }
                },
                new Ticker(() -> now),
                timings);
        executions = made;
        return made;
    }

    private long start() {
        long id = jobs.start("import", BatchParameters.of(attempt.row(), "import", Map.of()));
        watch(attempt, id, true);
        return id;
    }

    private void watch(Attempt attempt, long id, boolean kept) {
        now().watch(new BatchStarted(attempt, "import", id, BatchParameters.claimOf(attempt.row()), "a note", kept));
    }

    private BatchExecutions now() {
        return java.util.Objects.requireNonNull(executions);
    }

    private List<Completion> after(Duration time) {
        return after(time, true);
    }

    private List<Completion> after(Duration time, boolean claiming) {
        now += time.toNanos();
        now().look(jobs, claiming);
        return finished.take(10);
    }

    @Test
    void an_execution_that_completes_makes_its_row_processed() {
        executions();
        long id = start();

        assertThat(after(Duration.ofSeconds(1))).isEmpty();
        jobs.set(id, BatchStatus.COMPLETED);
        assertThat(after(Duration.ofSeconds(1)))
                .as("the status alone can be ahead of the last writes")
                .isEmpty();
        jobs.end(id, BatchStatus.COMPLETED);

        assertThat(after(Duration.ofSeconds(1)))
                .containsExactly(new Completion(attempt.row().ref(), new RowChange.Processed()));
        assertThat(now().isEmpty()).isTrue();
    }

    @Test
    void an_execution_that_an_operator_stops_is_a_dead_letter_that_says_so() {
        executions();
        long id = start();

        jobs.end(id, BatchStatus.STOPPED);

        assertThat(after(Duration.ofSeconds(1)))
                .as("it may be the server's stop")
                .isEmpty();
        assertThat(after(timings.batchStopLeftOpen()))
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.change())
                        .isInstanceOfSatisfying(
                                RowChange.Dead.class,
                                dead -> assertThat(dead.errors()).contains("CLAIM0084")));
    }

    @Test
    void an_execution_that_an_operator_stops_is_tried_again_if_the_settings_say_so() {
        executions("batch.stopped", "retry");
        long id = start();

        jobs.end(id, BatchStatus.STOPPED);
        after(Duration.ofSeconds(1));

        assertThat(after(timings.batchStopLeftOpen()))
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.change())
                        .isInstanceOfSatisfying(
                                RowChange.Retry.class,
                                retry -> assertThat(retry.errors()).contains("CLAIM0084")));
    }

    @Test
    void an_execution_that_stops_while_the_node_does_not_claim_is_given_back() {
        executions();
        jobs.end(start(), BatchStatus.STOPPED);

        assertThat(after(Duration.ofSeconds(1), false))
                .containsExactly(new Completion(attempt.row().ref(), new RowChange.Released()));
    }

    @Test
    void an_execution_whose_id_cannot_be_stored_is_not_given_back_as_if_it_had_never_been_tried() {
        executions();
        long id = jobs.start("import", BatchParameters.of(attempt.row(), "import", Map.of()));
        records.failure = new IllegalStateException("no connection");
        watch(attempt, id, false);
        jobs.end(id, BatchStatus.STOPPED);

        assertThat(after(Duration.ofSeconds(1), false)).isEmpty();
        records.failure = null;

        assertThat(after(Duration.ofSeconds(2), false))
                .containsExactly(new Completion(attempt.row().ref(), new RowChange.Released()));
        assertThat(records.kept).contains(id + " a note");
    }

    @Test
    void an_execution_that_stops_before_the_node_learns_that_the_server_is_suspended_is_given_back() {
        executions();
        jobs.end(start(), BatchStatus.STOPPED);

        assertThat(after(Duration.ofSeconds(2), true)).isEmpty();
        assertThat(after(Duration.ofSeconds(2), false))
                .containsExactly(new Completion(attempt.row().ref(), new RowChange.Released()));
    }

    @Test
    void an_execution_that_the_server_stops_and_restarts_is_followed() {
        executions();
        long id = start();
        jobs.end(id, BatchStatus.STOPPED);
        after(Duration.ofSeconds(1));

        long next = jobs.goOn(id);
        assertThat(after(timings.batchStopLeftOpen())).isEmpty();
        assertThat(now().isWatched(attempt.row(), next)).isTrue();
        after(Duration.ofSeconds(2));
        assertThat(records.kept).contains("2 null");
        jobs.end(next, BatchStatus.COMPLETED);

        assertThat(after(Duration.ofSeconds(2)))
                .containsExactly(new Completion(attempt.row().ref(), new RowChange.Processed()));
        assertThat(jobs.calls()).containsExactly("start import");
    }

    @Test
    void an_execution_whose_row_another_node_has_claimed_since_is_stopped() {
        executions("lease", "PT30S");
        long id = start();
        records.ours = false;

        assertThat(after(Duration.ofSeconds(9))).isEmpty();
        assertThat(jobs.calls()).doesNotContain("stop " + id);
        after(Duration.ofSeconds(2));
        assertThat(jobs.calls()).contains("stop " + id);

        assertThat(after(Duration.ofSeconds(2)))
                .as("the fence turns it away, and nothing stays in flight")
                .containsExactly(new Completion(attempt.row().ref(), new RowChange.Released()));
    }

    @Test
    void an_execution_that_runs_while_the_database_is_away_for_longer_than_the_lease_is_stopped() {
        executions("lease", "PT30S");
        long id = start();
        records.failure = new IllegalStateException("no connection");

        after(Duration.ofSeconds(29));
        assertThat(jobs.calls()).doesNotContain("stop " + id);
        after(Duration.ofSeconds(2));

        assertThat(jobs.calls()).contains("stop " + id);
    }

    @Test
    void an_execution_stopped_by_the_node_that_has_the_row_by_now_is_not_taken_for_one_an_operator_stopped() {
        executions();
        long id = start();
        jobs.end(id, BatchStatus.STOPPED);
        after(Duration.ofSeconds(1));
        jobs.goOn(id);
        records.ours = false;

        assertThat(after(timings.batchStopLeftOpen()))
                .containsExactly(new Completion(attempt.row().ref(), new RowChange.Released()));
    }

    @Test
    void an_execution_that_runs_longer_than_its_type_may_is_stopped_and_fails() {
        executions("time-limits", "email.*=PT10S");
        long id = start();

        assertThat(after(Duration.ofSeconds(9))).isEmpty();
        assertThat(jobs.calls()).doesNotContain("stop " + id);
        after(Duration.ofSeconds(2));

        assertThat(after(Duration.ofSeconds(2)))
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.change())
                        .isInstanceOfSatisfying(
                                RowChange.Retry.class,
                                retry -> assertThat(retry.errors()).contains("CLAIM0083", "PT10S")));
    }

    @Test
    void anExecutionThatRunsLongerThanItsProcessorSaysIsStoppedAndFails() {
        ProcessorPolicy limited = new ProcessorPolicy(null, null, Duration.ofSeconds(10), null, null);
        Settings settings = TestSettings.of("time-limit", "PT1H");
        executions(settings, TestPolicies.of(settings, "email.welcome", limited));
        long id = start();

        assertThat(after(Duration.ofSeconds(9))).isEmpty();
        assertThat(jobs.calls()).doesNotContain("stop " + id);
        after(Duration.ofSeconds(2));

        assertThat(after(Duration.ofSeconds(2)))
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.change())
                        .isInstanceOfSatisfying(
                                RowChange.Retry.class,
                                retry -> assertThat(retry.errors()).contains("CLAIM0083", "PT10S")));
    }

    @Test
    void the_time_limit_of_an_execution_that_is_found_running_counts_from_its_own_start() {
        executions("time-limit", "PT1H");
        wall = Instant.now().plus(Duration.ofMinutes(50));
        long id = start();

        after(Duration.ofSeconds(1));
        after(Duration.ofMinutes(9));
        assertThat(jobs.calls()).doesNotContain("stop " + id);
        after(Duration.ofMinutes(2));

        assertThat(jobs.calls()).containsOnlyOnce("stop " + id);
    }

    @Test
    void an_execution_that_seems_to_start_in_the_future_has_its_whole_time_limit_and_no_more() {
        executions("time-limit", "PT1H");
        wall = Instant.now().minus(Duration.ofDays(1));
        long id = start();

        after(Duration.ofMinutes(59));
        assertThat(jobs.calls()).doesNotContain("stop " + id);
        after(Duration.ofMinutes(2));

        assertThat(jobs.calls()).containsOnlyOnce("stop " + id);
    }

    @Test
    void an_execution_that_does_not_stop_keeps_its_row_and_is_asked_once() {
        executions("time-limit", "PT10S");
        jobs.obeying(false);
        long id = start();

        for (int i = 0; i < 20; i++) {
            assertThat(after(Duration.ofSeconds(10))).isEmpty();
        }

        assertThat(now().isWatched(attempt.row(), id)).isTrue();
        assertThat(jobs.calls()).containsOnlyOnce("stop " + id);
    }

    @Test
    void an_execution_that_cannot_be_stopped_for_now_is_asked_again() {
        executions("time-limit", "PT10S");
        long id = start();
        after(Duration.ofSeconds(9));
        jobs.silent(new IllegalStateException("no connection"));
        after(Duration.ofSeconds(2));
        jobs.silent(null);

        after(Duration.ofSeconds(2));
        after(Duration.ofSeconds(2));

        assertThat(jobs.calls()).filteredOn(("stop " + id)::equals).hasSize(2);
        assertThat(jobs.getJobExecution(id).getBatchStatus()).isEqualTo(BatchStatus.STOPPED);
    }

    @Test
    void an_execution_that_stops_after_the_server_has_ended_its_batch_runtime_is_given_back() {
        executions();
        long id = start();
        after(Duration.ofSeconds(1));
        jobs.end(id, BatchStatus.STOPPED);
        jobs.silent(new IllegalStateException("the service has been stopped"));

        assertThat(after(Duration.ofSeconds(1), true)).as("it may answer again").isEmpty();
        assertThat(after(Duration.ofSeconds(1), false))
                .containsExactly(new Completion(attempt.row().ref(), new RowChange.Released()));
    }

    @Test
    void an_id_that_did_not_reach_the_row_is_stored_later_with_its_note() {
        executions();
        long id = jobs.start("import", BatchParameters.of(attempt.row(), "import", Map.of()));
        records.failure = new IllegalStateException("no connection");
        watch(attempt, id, false);
        after(Duration.ofSeconds(1));
        assertThat(records.kept).isEmpty();

        records.failure = null;
        after(Duration.ofSeconds(2));
        after(Duration.ofSeconds(2));

        assertThat(records.kept).containsExactly("1 a note");
    }

    @Test
    void an_execution_that_ends_before_its_id_reached_the_row_stores_it_first() {
        executions();
        long id = jobs.start("import", BatchParameters.of(attempt.row(), "import", Map.of()));
        watch(attempt, id, false);
        jobs.end(id, BatchStatus.FAILED);

        assertThat(after(Duration.ofSeconds(1))).hasSize(1);
        assertThat(records.kept).containsExactly("1 a note");
    }

    @Test
    void an_execution_watched_for_a_new_claim_ends_the_old_claim_and_is_still_known_as_stopped_by_the_node() {
        executions("lease", "PT30S");
        jobs.obeying(false);
        long id = start();
        records.ours = false;
        after(Duration.ofSeconds(11));
        records.ours = true;
        Attempt later = Attempted.attempt(1, null);

        now().watch(new BatchStarted(later, "import", id, BatchParameters.claimOf(attempt.row()), null, true));

        assertThat(finished.take(10))
                .containsExactly(new Completion(attempt.row().ref(), new RowChange.Released()));
        jobs.end(id, BatchStatus.STOPPED);
        assertThat(after(Duration.ofSeconds(1)))
                .containsExactly(new Completion(later.row().ref(), new RowChange.Released()));
    }

    @Test
    void an_execution_whose_parameters_name_another_row_or_claim_is_not_trusted() {
        for (String parameter : List.of(BatchParameters.ID, BatchParameters.CLAIM, BatchParameters.PUBLISHED)) {
            executions();
            long id = start();
            jobs.set(id, parameter, "5");

            assertThat(after(Duration.ofSeconds(1)))
                    .singleElement()
                    .satisfies(outcome -> assertThat(outcome.change())
                            .isInstanceOfSatisfying(
                                    RowChange.Retry.class,
                                    retry -> assertThat(retry.errors()).contains("CLAIM0066")));
        }
    }

    @Test
    void the_exception_of_a_failed_executions_step_is_the_cause_of_the_failure() {
        executions();
        long id = start();
        jobs.steps(
                id, new StepFailuresTest.Telling(new IllegalStateException("no item 12")), new StepFailuresTest.Step());

        jobs.end(id, BatchStatus.FAILED);

        assertThat(after(Duration.ofSeconds(1)))
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.change())
                        .isInstanceOfSatisfying(
                                RowChange.Retry.class,
                                retry -> assertThat(retry.errors())
                                        .contains(
                                                "CLAIM0065",
                                                "Caused by: java.lang.IllegalStateException: no item 12")));
    }

    @Test
    void the_exceptions_of_a_failed_executions_other_steps_are_kept_as_well() {
        executions();
        long id = start();
        jobs.steps(
                id,
                new StepFailuresTest.Telling(new IllegalStateException("no item 12")),
                new StepFailuresTest.Telling(new IllegalArgumentException("no item 13")));

        jobs.end(id, BatchStatus.FAILED);
        after(Duration.ofSeconds(1));

        assertThat(asked).singleElement().satisfies(error -> {
            assertThat(error).hasMessageContaining("CLAIM0065").hasRootCauseMessage("no item 12");
            assertThat(error.getSuppressed()).extracting(Throwable::getMessage).containsExactly("no item 13");
        });
    }

    @Test
    void an_execution_whose_id_belongs_to_another_row_by_now_is_not_stopped() {
        executions();
        long id = start();
        jobs.set(id, BatchParameters.ID, "8");

        now().stopAsLongAs(true);

        assertThat(after(Duration.ofSeconds(1))).hasSize(1);
        assertThat(jobs.calls()).doesNotContain("stop " + id);
    }

    @Test
    void an_execution_that_the_repository_has_forgotten_fails() {
        executions();
        watch(attempt, 77, true);

        assertThat(after(Duration.ofSeconds(1)))
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.change())
                        .isInstanceOfSatisfying(
                                RowChange.Retry.class,
                                retry -> assertThat(retry.errors()).contains("CLAIM0066")));
    }

    @Test
    void an_execution_that_the_repository_does_not_answer_about_is_asked_about_again() {
        executions();
        long id = start();
        jobs.end(id, BatchStatus.COMPLETED);
        jobs.silent(new IllegalStateException("no connection"));
        assertThat(after(Duration.ofSeconds(1))).isEmpty();

        jobs.silent(null);

        assertThat(after(Duration.ofSeconds(1)))
                .containsExactly(new Completion(attempt.row().ref(), new RowChange.Processed()));
    }

    /** What is written into the row. */
    private static final class Records extends ExecutionRecords {

        Records() {
            super(null, null);
        }

        private final List<String> kept = new ArrayList<>();
        private boolean ours = true;
        private @Nullable RuntimeException failure;

        @Override
        public boolean keep(ClaimRef ref, long execution, @Nullable String note) {
            if (failure != null) {
                throw failure;
            }
            if (ours) {
                kept.add(execution + " " + note);
            }
            return ours;
        }
    }
}
