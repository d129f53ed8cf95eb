package io.claimdispatch.internal.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TickerTest {

    @Test
    void a_wait_on_an_interrupted_thread_does_not_spin_and_keeps_the_interrupt() {
        AtomicInteger looks = new AtomicInteger();
        Thread.currentThread().interrupt();

        new Ticker().await(Duration.ofMillis(200), () -> looks.incrementAndGet() < 0);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(looks.get()).isBetween(2, 100);
    }
}
