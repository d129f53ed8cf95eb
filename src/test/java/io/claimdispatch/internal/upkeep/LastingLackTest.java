package io.claimdispatch.internal.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LastingLackTest {

    private long now;
    private final LastingLack lack = new LastingLack(4, Duration.ofSeconds(10), () -> now);

    /** One each second; whether any of them was news. */
    private boolean anyNews(int looks, int threads, boolean isLacking) {
        boolean any = false;
        for (int i = 0; i < looks; i++) {
            now += TimeUnit.SECONDS.toNanos(1);
            any |= lack.isNews(threads, isLacking);
        }
        return any;
    }

    @Test
    void a_lack_that_lasts_is_news_once() {
        assertThat(anyNews(10, 1, true)).isFalse();
        assertThat(anyNews(1, 1, true)).isTrue();
        assertThat(anyNews(100, 1, true)).isFalse();
    }

    @Test
    void one_busy_second_is_no_lasting_lack_however_long_nothing_shows_more_threads_afterwards() {
        assertThat(anyNews(1, 1, true)).isFalse();

        assertThat(anyNews(100, 1, false)).isFalse();
        assertThat(anyNews(1, 1, true)).as("nor are two").isFalse();
    }

    @Test
    void a_look_between_two_quick_tasks_does_not_end_a_lack() {
        anyNews(5, 1, true);
        anyNews(2, 1, false);

        assertThat(anyNews(4, 1, true)).isTrue();
    }

    @Test
    void enough_threads_again_is_news_even_without_a_reported_lack() {
        anyNews(11, 1, true);

        assertThat(anyNews(11, 4, false)).isTrue();
    }
}
