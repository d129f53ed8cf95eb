package io.claimdispatch.internal.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.common.MaintenanceTask;
import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.common.Timings;
import jakarta.enterprise.inject.Instance;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** When tasks are done. */
class MaintenanceLoopTest {

    private abstract static class Loop implements MaintenanceLoop.NodeState {
        @Override
        public boolean isClaiming() {
            return true;
        }
    }

    private final Timings timings = new Timings() {
        @Override
        public Duration soon() {
            return Duration.ofMillis(100);
        }
    };
    private int failing;
    private int working;

    private abstract static class Every implements MaintenanceTask {

        private final Duration interval;

        Every(Duration interval) {
            this.interval = interval;
        }

        @Override
        public String doing() {
            return "do this";
        }

        @Override
        public MaintenanceThread thread() {
            return MaintenanceThread.BATCH;
        }

        @Override
        public Duration interval(Timings timings) {
            return interval;
        }
    }

    @Test
    void a_task_that_fails_waits_as_long_as_others_however_short_its_interval() {
        MaintenanceTask often = new Every(Duration.ofMillis(1)) {
            @Override
            public void run() {
                failing++;
                throw new IllegalStateException("no luck");
            }
        };
        MaintenanceTask seldom = new Every(timings.soon()) {
            @Override
            public void run() {
                working++;
            }
        };

        new MaintenanceLoop(tasks(often, seldom), List.of(), () -> {}, new Ticker(), timings)
                .run(MaintenanceTask.MaintenanceThread.BATCH, new Loop() {
                    @Override
                    public boolean isRunning() {
                        return working < 3;
                    }
                });

        assertThat(failing).isBetween(2, 4);
    }

    @Test
    void a_failure_that_cannot_be_logged_ends_no_task() {
        MaintenanceTask unspeakable = new Every(Duration.ofMillis(1)) {
            @Override
            public void run() {
                failing++;
                throw new IllegalStateException("no luck");
            }

            @Override
            public String doing() {
                throw new StackOverflowError("as the heap may be full when a line of the log is made");
            }
        };

        new MaintenanceLoop(tasks(unspeakable), List.of(), () -> {}, new Ticker(), timings)
                .run(MaintenanceTask.MaintenanceThread.BATCH, new Loop() {
                    @Override
                    public boolean isRunning() {
                        return failing < 3;
                    }
                });

        assertThat(failing).isEqualTo(3);
    }

    @Test
    void tasks_that_the_server_cannot_make_at_first_are_done_once_it_can() {
        MaintenanceTask task = new Every(Duration.ofMillis(1)) {
            @Override
            public void run() {
                working++;
            }
        };
        AtomicInteger looks = new AtomicInteger();

        new MaintenanceLoop(
                        tasks(() -> {
                            if (looks.getAndIncrement() == 0) {
                                throw new IllegalArgumentException("argument type mismatch");
                            }
                            return List.of(task);
                        }),
                        List.of(),
                        () -> {},
                        new Ticker(),
                        timings)
                .run(MaintenanceTask.MaintenanceThread.BATCH, new Loop() {
                    @Override
                    public boolean isRunning() {
                        return working == 0;
                    }
                });

        assertThat(working).isEqualTo(1);
        assertThat(looks).hasValue(2);
    }

    private static Instance<MaintenanceTask> tasks(MaintenanceTask... tasks) {
        return tasks(() -> List.of(tasks));
    }

    @SuppressWarnings("unchecked")
    private static Instance<MaintenanceTask> tasks(Supplier<List<MaintenanceTask>> tasks) {
        return (Instance<MaintenanceTask>) Proxy.newProxyInstance(
                MaintenanceLoopTest.class.getClassLoader(),
                new Class<?>[] {Instance.class},
                (proxy, method, values) -> tasks.get().iterator());
    }
}
