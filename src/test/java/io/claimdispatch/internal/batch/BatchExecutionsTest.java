package io.claimdispatch.internal.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.complete.Attempt;
import io.claimdispatch.internal.complete.Attempted;
import io.claimdispatch.internal.store.row.Completion;
import io.claimdispatch.internal.store.row.RowChange;
import jakarta.batch.runtime.BatchStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of rows by what becomes of their executions, with a clock that the test moves. */
class BatchExecutionsTest extends WatchedExecutions {

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
}
