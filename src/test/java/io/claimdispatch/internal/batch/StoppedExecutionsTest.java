package io.claimdispatch.internal.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.config.TestSettings;
import io.claimdispatch.internal.policy.ProcessorPolicy;
import io.claimdispatch.internal.policy.TestPolicies;
import io.claimdispatch.internal.store.row.Completion;
import io.claimdispatch.internal.store.row.RowChange;
import jakarta.batch.runtime.BatchStatus;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What becomes of rows whose executions are stopped: by an operator, the server, a lost claim or a time limit. */
class StoppedExecutionsTest extends WatchedExecutions {

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
    void an_execution_that_runs_longer_than_its_processor_says_is_stopped_and_fails() {
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
    void an_execution_whose_id_belongs_to_another_row_by_now_is_not_stopped() {
        executions();
        long id = start();
        jobs.set(id, BatchParameters.ID, "8");

        now().stopAsLongAs(true);

        assertThat(after(Duration.ofSeconds(1))).hasSize(1);
        assertThat(jobs.calls()).doesNotContain("stop " + id);
    }
}
