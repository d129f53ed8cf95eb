package io.claimdispatch.internal.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.claim.DueSignal;
import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.config.TestSettings;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.TimerService;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClaimTimerTest {

    private final ClaimTimer timer = new ClaimTimer();

    private long nanoTime;
    private final DueSignal signal = new DueSignal();
    private final TimerSilence silence = new TimerSilence(new Ticker(() -> nanoTime), new Timings());

    private List<Boolean> ticks(String key, String value, int count) {
        Ticks node = new Ticks(TestSettings.of(key, value), signal, silence);
        timer.notifies(node);
        node.begin();
        return ticks(count);
    }

    private List<Boolean> ticks(int count) {
        List<Boolean> due = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            signal.answer(signal.dueCalls());
            timer.tick();
            due.add(signal.isDue());
        }
        return due;
    }

    @Test
    void the_timer_looks_each_second_by_default() {
        assertThat(ticks("poll-interval", "PT1S", 3)).containsExactly(true, true, true);
    }

    @Test
    void a_longer_interval_skips_seconds() {
        assertThat(ticks("poll-interval", "PT3S", 7)).containsExactly(true, false, false, true, false, false, true);
    }

    @Test
    void a_timer_with_a_calendar_looks_only_at_its_times() {
        assertThat(ticks("calendar", "minute=5", 2)).containsExactly(false, false);
        timer.calendarTick();
        assertThat(signal.isDue()).isTrue();
    }

    @Test
    void a_timer_that_a_server_has_kept_of_a_start_that_failed_does_nothing() {
        assertThat(ticks(3)).containsExactly(false, false, false);
        timer.notifies(new Ticks(TestSettings.of("poll-interval", "PT1S"), signal, silence));
        assertThat(ticks(3)).containsExactly(false, false, false);
        timer.calendarTick();
        nanoTime = new Timings().timerSilence().multipliedBy(2).toNanos();

        assertThat(signal.isDue()).isFalse();
        assertThat(silence.report()).isEqualTo(SuspensionSource.Report.UNKNOWN);
    }

    @Test
    void a_timer_does_nothing_after_the_end_of_the_node() {
        Ticks node = new Ticks(TestSettings.of("poll-interval", "PT1S"), signal, silence);
        timer.notifies(node);
        node.begin();
        node.stop();

        assertThat(ticks(3)).containsExactly(false, false, false);
    }

    @Test
    void nothing_that_can_fail_is_injected_into_the_timer_and_it_has_no_start_of_its_own() {
        assertThat(Arrays.stream(ClaimTimer.class.getDeclaredFields())
                        .filter(field -> field.getAnnotations().length > 0 && !field.isSynthetic())
                        .map(Field::getType))
                .containsOnly(TimerService.class);
        assertThat(ClaimTimer.class.getDeclaredMethods())
                .noneMatch(method -> method.isAnnotationPresent(PostConstruct.class));
        assertThat(ClaimTimer.class.getConstructors()).allMatch(constructor -> constructor.getParameterCount() == 0);
    }
}
