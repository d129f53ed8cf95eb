package io.claimdispatch.internal.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.config.TestSettings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClaimTimerTest {

    private final ClaimTimer timer = new ClaimTimer();

    private List<Boolean> ticks(String key, String value, int count) {
        timer.settings = TestSettings.of(key, value);
        timer.signal = new DueSignal();
        timer.silence = new TimerSilence();
        List<Boolean> due = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            timer.signal.answer(timer.signal.dueCalls());
            timer.tick();
            due.add(timer.signal.isDue());
        }
        return due;
    }

    @Test
    void each_second_is_a_look_by_default() {
        assertThat(ticks("poll-interval", "PT1S", 3)).containsExactly(true, true, true);
    }

    @Test
    void a_longer_interval_skips_seconds() {
        assertThat(ticks("poll-interval", "PT3S", 7)).containsExactly(true, false, false, true, false, false, true);
    }

    @Test
    void with_a_calendar_only_its_times_count() {
        assertThat(ticks("calendar", "minute=5", 2)).containsExactly(false, false);
        timer.calendarTick();
        assertThat(timer.signal.isDue()).isTrue();
    }
}
