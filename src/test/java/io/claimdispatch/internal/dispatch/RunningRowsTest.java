package io.claimdispatch.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.common.MovedTime;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.complete.Attempt;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RunningRowsTest {

    private final MovedTime time = MovedTime.standing();
    private final Timings timings = new Timings();
    private final RunningRows running = new RunningRows(time.ticker(), timings);

    private static Attempt attempt() {
        return new Attempt(null, null);
    }

    @Test
    void a_row_is_known_as_long_as_it_runs() {
        Attempt attempt = attempt();
        running.run(
                attempt,
                () -> assertThat(running.all()).extracting(RunningRow::attempt).containsExactly(attempt));
        assertThat(running.all()).isEmpty();
    }

    @Test
    void an_interrupt_never_hits_the_next_row_on_the_thread() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger interrupted = new AtomicInteger();
        Thread watcher = new Thread(() -> {
            while (!over.get()) {
                running.all().forEach(row -> row.interrupt(new Interruption.Drained()));
            }
        });
        watcher.start();
        AtomicInteger strays = new AtomicInteger();
        for (int i = 0; i < 200_000; i++) {
            running.run(attempt(), () -> {
                RunningRow own = running.all().get(0);
                if (own.end() != null) {
                    interrupted.incrementAndGet();
                }
            });
            if (Thread.interrupted()) {
                strays.incrementAndGet();
            }
        }
        over.set(true);
        watcher.join();

        assertThat(interrupted.get()).as("hit while they ran").isPositive();
        assertThat(strays).hasValue(0);
    }

    @Test
    void of_two_reasons_the_first_counts() {
        running.run(attempt(), () -> {
            RunningRow own = running.all().get(0);
            own.interrupt(new Interruption.TimeLimit(Duration.ofSeconds(1)));
            own.interrupt(new Interruption.Drained());
            assertThat(own.end()).isInstanceOf(Interruption.TimeLimit.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        });
    }

    @Test
    void a_row_that_runs_on_after_its_interrupt_is_stuck_until_it_ends() {
        running.run(attempt(), () -> {
            RunningRow own = running.all().get(0);
            time.pass(Duration.ofHours(1));
            assertThat(own.age()).isEqualTo(Duration.ofHours(1));
            assertThat(own.isStuck()).as("nothing has interrupted it").isFalse();

            own.interrupt(new Interruption.Drained());
            time.pass(timings.interruptPatience());
            assertThat(own.isStuck()).as("not yet").isFalse();
            time.pass(Duration.ofNanos(1));
            own.interrupt(new Interruption.Drained());
            assertThat(own.isStuck()).as("a second interrupt changes nothing").isTrue();

            own.end();
            assertThat(own.isStuck()).isFalse();
        });
    }

    @Test
    void a_row_routed_by_hand_within_a_task_is_not_taken_for_the_tasks_own() {
        running.run(attempt(), () -> {
            running.all().forEach(row -> row.interrupt(new Interruption.Drained()));
            assertThat(running.end(attempt())).isNull();
            assertThat(running.all().get(0).end()).isNotNull();
        });
    }
}
