package io.claimdispatch.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.config.TestSettings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskPoolRegressionTest {

    private final Deque<Throwable> refusals = new ArrayDeque<>();
    private final Settings settings = oneAtATime();
    private final TaskPool pool = new TaskPool(
            settings,
            new TaskExecutor(settings) {
                @Override
                public void execute(Runnable task) {
                    Throwable refusal = refusals.poll();
                    if (refusal instanceof Error error) {
                        throw error;
                    }
                    if (refusal instanceof RuntimeException exception) {
                        throw exception;
                    }
                    task.run();
                }
            },
            new Ticker());

    @Test
    void whateverTheServerRefusesAThreadWithThePlaceComesBackAndTheTaskStays() {
        refusals.add(new IllegalStateException("the component stops"));
        refusals.add(new OutOfMemoryError("unable to create native thread"));
        List<String> ran = new ArrayList<>();

        pool.submit(() -> ran.add("first"));
        pool.submit(() -> ran.add("second"));
        assertThat(ran).isEmpty();
        assertThat(pool.running()).isZero();

        pool.nudge();
        assertThat(ran).containsExactly("first", "second");
        assertThat(pool.running()).isZero();
    }

    @Test
    void theInterruptThatOneTaskLeavesBehindDoesNotReachTheNext() {
        List<Boolean> interrupted = new ArrayList<>();
        refusals.add(new IllegalStateException("both tasks in one slice"));

        pool.submit(() -> Thread.currentThread().interrupt());
        pool.submit(() -> interrupted.add(Thread.currentThread().isInterrupted()));

        assertThat(interrupted).containsExactly(false);
    }

    private static Settings oneAtATime() {
        return TestSettings.of("concurrency", "1");
    }
}
