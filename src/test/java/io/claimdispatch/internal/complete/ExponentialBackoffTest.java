package io.claimdispatch.internal.complete;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.config.RetrySettings;
import io.claimdispatch.internal.config.TestSettings;
import io.claimdispatch.internal.config.TypeValues;
import io.claimdispatch.internal.policy.TestPolicies;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExponentialBackoffTest {

    private static final Throwable ERROR = new IllegalStateException();

    private static Optional<Duration> delay(RetrySettings settings, int attempt) {
        return new ExponentialBackoff(settings, TestPolicies.of(settings)).retryAfter(Attempted.record(attempt), ERROR);
    }

    private static RetrySettings settings(String... keysAndValues) {
        return TestSettings.of(keysAndValues).retry();
    }

    @Test
    void each_delay_is_a_factor_longer_up_to_the_longest() {
        RetrySettings settings = settings(
                "retry.jitter", "0", "retry.factor", "3", "retry.max-delay", "PT4M", "retry.max-attempts", "6");

        List<Optional<Duration>> delays = IntStream.rangeClosed(1, 6)
                .mapToObj(attempt -> delay(settings, attempt))
                .toList();

        assertThat(delays)
                .containsExactly(
                        Optional.of(Duration.ofSeconds(10)),
                        Optional.of(Duration.ofSeconds(30)),
                        Optional.of(Duration.ofSeconds(90)),
                        Optional.of(Duration.ofMinutes(4)),
                        Optional.of(Duration.ofMinutes(4)),
                        Optional.empty());
    }

    @Test
    void a_row_that_has_failed_more_often_than_is_allowed_now_is_given_up_too() {
        assertThat(delay(settings("retry.max-attempts", "3"), 50)).isEmpty();
    }

    @Test
    void the_thousandth_power_is_no_more_than_the_longest_delay() {
        RetrySettings settings = settings("retry.max-attempts", "1000", "retry.factor", "100", "retry.jitter", "0");

        assertThat(delay(settings, 999)).contains(Duration.ofHours(1));
    }

    @Test
    void without_a_delay_the_next_attempt_is_at_once() {
        assertThat(delay(settings("retry.initial-delay", "PT0S"), 3)).contains(Duration.ZERO);
    }

    @Test
    void jitter_spreads_rows_that_failed_together_on_both_sides() {
        RetrySettings settings = settings("retry.jitter", "0.5");

        List<Duration> delays = IntStream.range(0, 500)
                .mapToObj(i -> delay(settings, 1).orElseThrow())
                .toList();

        assertThat(delays).allMatch(delay -> delay.toMillis() >= 5_000 && delay.toMillis() <= 15_000);
        assertThat(delays).anyMatch(delay -> delay.toMillis() < 9_000);
        assertThat(delays).anyMatch(delay -> delay.toMillis() > 11_000);
    }

    private static <V> TypeValues<V> just(V general) {
        return new TypeValues<>(general, List.of());
    }

    @Test
    void an_initial_delay_longer_than_the_longest_one_is_kept() {
        RetrySettings settings =
                settings("retry.jitter", "0", "retry.max-delay", "PT1M", "retry.initial-delay.types", "email.*=PT6H");

        assertThat(delay(settings, 1)).contains(Duration.ofHours(6));
        assertThat(delay(settings, 2)).as("and does not grow").contains(Duration.ofHours(6));
    }

    @Test
    void no_attempt_and_no_setting_is_too_large_for_a_delay() {
        RetrySettings absurd = new RetrySettings(
                just(Integer.MAX_VALUE),
                just(Duration.ofSeconds(Long.MAX_VALUE)),
                Double.MAX_VALUE,
                Duration.ofSeconds(Long.MAX_VALUE),
                0);
        RetrySettings none =
                new RetrySettings(just(Integer.MAX_VALUE), just(Duration.ZERO), 100, Duration.ofHours(1), 0);

        for (int attempt : new int[] {Integer.MIN_VALUE, -1, 0, 1, Integer.MAX_VALUE - 1}) {
            assertThat(delay(absurd, attempt))
                    .hasValueSatisfying(delay -> assertThat(delay).isGreaterThan(Duration.ofDays(365_000)));
            assertThat(delay(none, attempt)).contains(Duration.ZERO);
        }
        assertThat(delay(settings("retry.jitter", "0", "retry.max-attempts", "3"), Integer.MIN_VALUE))
                .as("as after the first")
                .contains(Duration.ofSeconds(10));
    }
}
