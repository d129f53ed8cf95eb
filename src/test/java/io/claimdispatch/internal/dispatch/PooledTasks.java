package io.claimdispatch.internal.dispatch;

import io.claimdispatch.internal.common.MovedTime;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.config.TestSettings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;

/** A pool with two places, and executors that a test controls. */
abstract class PooledTasks {

    static final Settings SETTINGS = TestSettings.of("concurrency", "2");
    static final Duration PATIENCE = Duration.ofSeconds(5);

    final ExecutorService threads = Executors.newCachedThreadPool();
    final List<String> ran = new ArrayList<>();
    final MovedTime time = MovedTime.standing();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    /** Executes when the test says so, or not at all. */
    static final class ByHand extends TaskExecutor {
        ByHand() {
            super(SETTINGS);
        }

        final Deque<Runnable> accepted = new ArrayDeque<>();
        RuntimeException refusal;

        @Override
        public void execute(Runnable task) {
            if (refusal != null) {
                throw refusal;
            }
            accepted.add(task);
        }

        void runAll() {
            while (!accepted.isEmpty()) {
                accepted.remove().run();
            }
        }
    }

    final class OnThreads extends TaskExecutor {
        OnThreads() {
            super(SETTINGS);
        }

        @Override
        public void execute(Runnable task) {
            threads.execute(task);
        }
    }
}
