package io.claimdispatch.internal.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.claimdispatch.internal.common.Timings;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StartWaitTest {

    private static final Duration SHORT = Duration.ofMillis(1);

    private final Timings timings = new Timings() {
        @Override
        public Duration shortestStartBackOff() {
            return SHORT;
        }

        @Override
        public Duration longestStartBackOff() {
            return SHORT;
        }
    };
    private final AtomicInteger tries = new AtomicInteger();
    private StartWait wait;
    private Thread thread;

    private void begin(StartWait begun) {
        wait = begun;
        thread = new Thread(begun);
        begun.begin(thread);
    }

    @AfterEach
    void end() {
        wait.end();
    }

    @Test
    void the_wait_tries_again_and_ends_when_the_start_has_succeeded() throws Exception {
        begin(new StartWait(timings, () -> tries.incrementAndGet() == 2 ? Duration.ZERO : SHORT));

        thread.join();

        assertThat(tries).hasValue(2);
    }

    @Test
    void neither_an_error_nor_an_interrupt_ends_the_wait() {
        begin(new StartWait(timings, () -> {
            if (tries.incrementAndGet() == 1) {
                throw new OutOfMemoryError("a test");
            }
            return SHORT;
        }));

        await().until(() -> tries.get() > 1);
        thread.interrupt();
        int before = tries.get();

        await().until(() -> tries.get() > before + 1);
        assertThat(thread.isAlive()).isTrue();
    }

    @Test
    void a_long_pause_of_the_wait_ends_at_once_when_told_to_look_or_to_end() throws Exception {
        begin(new StartWait(timings, () -> {
            tries.incrementAndGet();
            return Duration.ofDays(1);
        }));
        await().until(() -> tries.get() == 1);

        wait.look();
        await().until(() -> tries.get() == 2);
        wait.end();

        thread.join();
        assertThat(tries).hasValue(2);
    }

    @Test
    void the_thread_of_the_wait_is_a_daemon_with_a_telling_name() {
        begin(new StartWait(timings, () -> SHORT));

        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.getName()).isEqualTo("claim-dispatch-start");
    }
}
