package io.claimdispatch.internal.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.config.TestSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClaimWindowTest {

    private long now = 7_000_000_000L;
    private int places = 4;
    private final ClaimWindow window =
            new ClaimWindow(TestSettings.of("max-in-flight", "100"), new Ticker(() -> now), () -> places);

    private void passes(int millis) {
        now += Duration.ofMillis(millis).toNanos();
    }

    @Test
    void the_window_is_as_wide_as_there_are_threads_while_nothing_finishes() {
        assertThat(window.size()).isEqualTo(4);
        passes(10_000);
        assertThat(window.size()).isEqualTo(4);
    }

    @Test
    void the_window_widens_by_the_rows_that_finished_lately() {
        window.finished(10);
        assertThat(window.size()).isEqualTo(14);
        window.finished(5);
        assertThat(window.size()).isEqualTo(19);
    }

    @Test
    void rows_of_the_previous_quarter_of_a_second_still_widen_the_window() {
        window.finished(10);
        passes(250);
        assertThat(window.size()).isEqualTo(14);
        window.finished(3);
        assertThat(window.size()).as("the better of both").isEqualTo(14);
        passes(250);
        assertThat(window.size()).isEqualTo(7);
    }

    @Test
    void the_window_narrows_again_after_a_rest() {
        window.finished(10);
        passes(500);
        assertThat(window.size()).isEqualTo(4);
    }

    @Test
    void the_window_is_never_wider_than_the_settings_allow() {
        window.finished(1_000_000);
        assertThat(window.size()).isEqualTo(100);
        window.finished(Integer.MAX_VALUE - 1_000_000);
        assertThat(window.size()).isEqualTo(100);
    }
}
