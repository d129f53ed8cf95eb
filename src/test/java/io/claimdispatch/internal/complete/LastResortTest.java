package io.claimdispatch.internal.complete;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.store.row.ClaimedRow;
import io.claimdispatch.internal.store.row.Completion;
import io.claimdispatch.internal.store.row.RowChange;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LastResortTest {

    private static Completion of(Attempt attempt) {
        return LastResort.orElse(attempt, () -> {
            throw new StackOverflowError();
        });
    }

    private static String errors(Completion completion) {
        return ((RowChange.Retry) completion.change()).errors();
    }

    private static ClaimedRow later(@Nullable String errors) {
        return Attempted.row(1, errors);
    }

    @Test
    void an_attempt_whose_outcome_cannot_be_made_has_failed_and_is_retried_in_a_minute() {
        assertThat(of(Attempted.attempt(2, null)).change()).isInstanceOfSatisfying(RowChange.Retry.class, retry -> {
            assertThat(retry.delay()).isEqualTo(Duration.ofMinutes(1));
            assertThat(retry.failCount()).isEqualTo(3);
            assertThat(retry.errors()).contains("\"attempt\":3", "java.lang.StackOverflowError");
            assertThat(retry.failure()).isEqualTo("java.lang.StackOverflowError#00000000");
        });
    }

    @Test
    void an_attempt_whose_outcome_cannot_be_made_is_logged_like_any_failed_attempt() {
        assertThat(of(Attempted.attempt(2, null)).report()).satisfies(report -> {
            assertThat(report.type()).isEqualTo("email.welcome");
            assertThat(report.key()).isEqualTo("key");
            assertThat(report.attempt()).isEqualTo(3);
            assertThat(report.failure().causes())
                    .containsExactly("no outcome could be made of this attempt: java.lang.StackOverflowError");
        });
    }

    @Test
    void an_attempt_whose_outcome_cannot_be_made_keeps_its_claim_and_the_earlier_errors() {
        String before = new AttemptErrors(() -> Instant.EPOCH).append(Attempted.attempt(0, null), "the first");

        for (String earlier : new String[] {null, "[]", before, "a note by hand"}) {
            String errors = errors(of(Attempted.attempt(1, earlier)));

            assertThat(new EarlierClaims().include(later(errors), "99")).isTrue();
            assertThat(ErrorHistory.entries(errors)).hasSize(earlier == null || earlier.equals("[]") ? 1 : 2);
        }
        assertThat(errors(of(Attempted.attempt(1, before)))).contains("the first");
    }

    @Test
    void the_errors_column_does_not_grow_for_ever() {
        String errors = null;
        for (int i = 0; i < 100; i++) {
            errors = errors(of(Attempted.attempt(i, errors)));
        }

        assertThat(ErrorHistory.entries(errors)).hasSize(20);
    }

    @Test
    void an_attempt_whose_error_history_cannot_be_made_keeps_its_claim_and_the_earlier_errors() {
        AttemptErrors broken = new AttemptErrors(() -> {
            throw new StackOverflowError("in the history");
        });
        Completions outcomes = Attempted.outcomes((row, error) -> Optional.of(Duration.ZERO), broken);

        String errors = errors(outcomes.failure(
                Attempted.attempt(1, "[{\"attempt\":1,\"error\":\"the first\"}]"), new IllegalStateException("why")));

        assertThat(errors).contains("the first", "java.lang.IllegalStateException");
        assertThat(new EarlierClaims().include(later(errors), "99")).isTrue();
    }
}
