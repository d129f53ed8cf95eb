package io.claimdispatch.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.claimdispatch.internal.common.MovedTime;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.config.TestSettings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskPoolTest {

    private static final Settings SETTINGS = TestSettings.of("concurrency", "2");
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> ran = new ArrayList<>();
    private final MovedTime time = MovedTime.standing();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    /** Executes when the test says so, or not at all. */
    private static final class ByHand extends TaskExecutor {
        ByHand() {
            super(SETTINGS);
        }

        private final Deque<Runnable> accepted = new ArrayDeque<>();
        private RuntimeException refusal;

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

    private final class OnThreads extends TaskExecutor {
        OnThreads() {
            super(SETTINGS);
        }

        @Override
        public void execute(Runnable task) {
            threads.execute(task);
        }
    }

    @Test
    void no_more_threads_are_taken_than_the_settings_allow() throws Exception {
        TaskPool pool = new TaskPool(SETTINGS, new OnThreads(), time.ticker());
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        CountDownLatch open = new CountDownLatch(1);
        for (int i = 0; i < 20; i++) {
            pool.submit(() -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                try {
                    open.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                now.decrementAndGet();
                done.incrementAndGet();
            });
        }
        await().until(() -> now.get() == 2);
        assertThat(pool.running()).isEqualTo(2);
        open.countDown();
        await().until(() -> done.get() == 20 && pool.running() == 0);
        assertThat(most).hasValue(2);
    }

    @Test
    void one_thread_works_off_many_tasks_in_their_order() {
        ByHand executor = new ByHand();
        TaskPool pool = new TaskPool(SETTINGS, executor, time.ticker());
        for (int i = 0; i < 5; i++) {
            String name = "task " + i;
            pool.submit(() -> ran.add(name));
        }
        assertThat(executor.accepted).hasSize(2);

        executor.runAll();

        assertThat(ran).containsExactly("task 0", "task 1", "task 2", "task 3", "task 4");
        assertThat(pool.running()).isZero();
    }

    @Test
    void an_executor_that_is_full_for_a_while_loses_no_task_and_no_place() {
        refusesForAWhile(new RejectedExecutionException("full"));
    }

    @Test
    void an_executor_that_refuses_with_its_own_exception_loses_no_task_and_no_place() {
        refusesForAWhile(new IllegalStateException("the component is not running yet"));
    }

    private void refusesForAWhile(RuntimeException refusal) {
        ByHand executor = new ByHand();
        TaskPool pool = new TaskPool(SETTINGS, executor, time.ticker());
        executor.refusal = refusal;
        for (int i = 0; i < 5; i++) {
            pool.submit(() -> ran.add("ran"));
        }
        assertThat(pool.running()).isZero();
        executor.refusal = null;

        pool.nudge();
        executor.runAll();

        assertThat(ran).hasSize(5);
        assertThat(pool.running()).isZero();
    }

    @Test
    void a_task_that_lets_an_error_escape_takes_no_other_along() {
        ByHand executor = new ByHand();
        TaskPool pool = new TaskPool(SETTINGS, executor, time.ticker());
        pool.submit(() -> {
            throw new StackOverflowError("escaped");
        });
        pool.submit(() -> ran.add("the next"));

        executor.runAll();

        assertThat(ran).containsExactly("the next");
        assertThat(pool.running()).isZero();
    }

    @Test
    void a_task_that_has_not_begun_can_be_withdrawn() {
        ByHand executor = new ByHand();
        TaskPool pool = new TaskPool(SETTINGS, executor, time.ticker());
        Runnable first = () -> ran.add("first");
        Runnable second = () -> ran.add("second");
        pool.submit(first);
        pool.submit(second);

        assertThat(pool.withdraw(task -> true)).containsExactly(first, second);

        executor.runAll();
        assertThat(ran).isEmpty();
        assertThat(pool.running()).isZero();
    }

    @Test
    void without_tasks_a_nudge_takes_no_thread() {
        ByHand executor = new ByHand();
        new TaskPool(SETTINGS, executor, time.ticker()).nudge();
        assertThat(executor.accepted).isEmpty();
    }

    @Test
    void places_that_the_executor_has_lost_are_filled_again_and_no_more_run_at_once_when_it_finds_them() {
        ByHand executor = new ByHand();
        TaskPool pool = new TaskPool(SETTINGS, executor, time.ticker());
        List.of("a", "b", "c").forEach(name -> pool.submit(() -> ran.add(name)));
        Deque<Runnable> lost = new ArrayDeque<>(executor.accepted);
        executor.accepted.clear();

        time.pass(PATIENCE);
        pool.replaceLost(PATIENCE);
        assertThat(executor.accepted).as("not yet").isEmpty();
        time.pass(Duration.ofNanos(1));
        pool.replaceLost(PATIENCE);

        assertThat(executor.accepted).hasSize(2);
        assertThat(pool.running()).isEqualTo(2);
        lost.forEach(Runnable::run);
        assertThat(ran).as("given up").isEmpty();
        executor.runAll();
        assertThat(ran).containsExactly("a", "b", "c");
        assertThat(pool.running()).isZero();
    }

    @Test
    void a_runner_that_looks_for_one_thread_more_takes_no_place_until_it_has_one() {
        ByHand executor = new ByHand();
        TaskPool pool = new TaskPool(SETTINGS, executor, time.ticker());
        pool.submit(() -> {
            pool.submit(() -> ran.add("behind"));
            time.pass(PATIENCE);
            assertThat(pool.look(PATIENCE).isShort()).as("not yet").isFalse();
            time.pass(Duration.ofNanos(1));
            assertThat(pool.look(PATIENCE).isShort()).isTrue();
            assertThat(pool.threads()).isEqualTo(1);
            executor.accepted.clear();
            pool.replaceLost(PATIENCE);
            executor.accepted.clear();
            pool.withdraw(task -> true);
            time.pass(PATIENCE.multipliedBy(3));
            pool.replaceLost(PATIENCE);
            assertThat(pool.running()).isEqualTo(1);

            pool.look(PATIENCE);

            assertThat(executor.accepted).hasSize(1);
            assertThat(pool.running()).as("it has no place yet").isEqualTo(1);
            executor.accepted.remove().run();
            assertThat(pool.threads()).as("it has shown that there is one more").isEqualTo(2);
        });

        executor.accepted.remove().run();

        assertThat(ran).as("withdrawn").isEmpty();
        assertThat(pool.running()).isZero();
    }

    @Test
    void a_runner_lost_without_work_gives_its_place_back() {
        ByHand executor = new ByHand();
        TaskPool pool = new TaskPool(SETTINGS, executor, time.ticker());
        pool.submit(() -> ran.add("a"));
        pool.withdraw(task -> true);

        time.pass(PATIENCE.plusNanos(1));
        pool.replaceLost(PATIENCE);

        assertThat(pool.running()).isZero();
        assertThat(executor.accepted).hasSize(1);
    }

    @Test
    void an_executor_that_begins_nothing_gets_twice_as_long_each_time_until_it_begins_a_task() {
        ByHand executor = new ByHand();
        TaskPool pool = new TaskPool(SETTINGS, executor, time.ticker());
        pool.submit(() -> ran.add("a"));
        time.pass(PATIENCE.plusNanos(1));
        pool.replaceLost(PATIENCE);
        assertThat(executor.accepted).hasSize(2);

        time.pass(PATIENCE.multipliedBy(2));
        pool.replaceLost(PATIENCE);
        assertThat(executor.accepted).as("not yet").hasSize(2);
        time.pass(Duration.ofNanos(1));
        pool.replaceLost(PATIENCE);
        assertThat(executor.accepted).hasSize(3);

        executor.runAll();
        pool.submit(() -> ran.add("b"));
        time.pass(PATIENCE.plusNanos(1));
        pool.replaceLost(PATIENCE);
        assertThat(executor.accepted).as("as soon as the first time").hasSize(2);
    }

    @Test
    void tasks_of_which_none_begins_for_a_while_are_stalled() {
        ByHand executor = new ByHand();
        TaskPool pool = new TaskPool(SETTINGS, executor, time.ticker());
        time.pass(Duration.ofHours(1));
        pool.submit(() -> ran.add("a"));

        time.pass(PATIENCE);
        assertThat(pool.isStalled(PATIENCE)).as("not yet").isFalse();
        time.pass(Duration.ofNanos(1));
        assertThat(pool.isStalled(PATIENCE)).isTrue();

        executor.runAll();
        assertThat(pool.isStalled(PATIENCE)).isFalse();
    }

    @Test
    void a_thread_goes_back_to_the_executor_after_a_slice_though_tasks_wait() {
        ByHand executor = new ByHand();
        TaskPool pool = new TaskPool(TestSettings.of("concurrency", "1"), executor, time.ticker());
        for (int i = 0; i < 4; i++) {
            String name = "task " + i;
            pool.submit(() -> {
                ran.add(name);
                time.pass(Duration.ofMillis(100));
            });
        }

        executor.accepted.remove().run();

        assertThat(ran).as("of 200 milliseconds").containsExactly("task 0", "task 1");
        assertThat(executor.accepted).hasSize(1);
        executor.runAll();
        assertThat(ran).hasSize(4);
    }

    @Test
    void a_row_that_goes_on_without_its_thread_keeps_its_place_and_comes_back_before_those_that_wait() {
        ByHand executor = new ByHand();
        TaskPool pool = new TaskPool(SETTINGS, executor, time.ticker());
        for (int i = 0; i < 5; i++) {
            String name = "stage " + i;
            pool.submit(() -> {
                ran.add(name);
                pool.leavePlace();
            });
        }

        executor.runAll();
        assertThat(ran).as("as many as there are places").containsExactly("stage 0", "stage 1");
        assertThat(pool.running()).isEqualTo(2);
        pool.resume(() -> ran.add("end 0"));
        executor.runAll();

        assertThat(ran).containsExactly("stage 0", "stage 1", "end 0", "stage 2");
        assertThat(pool.running()).isEqualTo(2);
        for (int i = 1; i < 5; i++) {
            pool.resume(() -> ran.add("end"));
            executor.runAll();
        }
        assertThat(ran).hasSize(10);
        assertThat(pool.running()).isZero();
    }

    @Test
    void a_thread_goes_on_with_the_next_row_while_there_are_places() {
        ByHand executor = new ByHand();
        TaskPool pool = new TaskPool(SETTINGS, executor, time.ticker());
        pool.submit(pool::leavePlace);
        executor.refusal = new RejectedExecutionException("no second thread");
        pool.submit(() -> ran.add("next"));

        executor.accepted.remove().run();

        assertThat(ran).containsExactly("next");
        assertThat(pool.running()).as("the row without a thread").isEqualTo(1);
    }

    @Test
    void a_row_that_comes_back_while_the_executor_refuses_ends_on_the_thread_that_offers_itself() {
        ByHand executor = new ByHand();
        TaskPool pool = new TaskPool(SETTINGS, executor, time.ticker());
        pool.submit(pool::leavePlace);
        executor.runAll();
        pool.submit(() -> ran.add("waits"));
        executor.accepted.clear();
        executor.refusal = new RejectedExecutionException("suspended");

        pool.resume(() -> ran.add("end"));
        assertThat(ran).isEmpty();
        pool.runResumedIfRefused();

        assertThat(ran).containsExactly("end");
        executor.refusal = null;
        pool.nudge();
        executor.runAll();
        assertThat(ran).containsExactly("end", "waits");
    }

    @Test
    void a_refusal_that_cannot_be_logged_throws_nothing_past_a_waiting_task() {
        ByHand executor = new ByHand();
        TaskPool pool = new TaskPool(SETTINGS, executor, time.ticker());
        executor.refusal = new IllegalStateException() {
            private static final long serialVersionUID = 1;

            @Override
            public String getMessage() {
                throw new IllegalArgumentException("this refusal has no text");
            }
        };

        // else its caller would give the row back, and it would run all the same
        pool.submit(() -> ran.add("ran"));

        executor.refusal = null;
        pool.nudge();
        executor.runAll();
        assertThat(ran).containsExactly("ran");
        assertThat(pool.running()).isZero();
    }

    @Test
    void a_row_that_comes_back_at_the_end_of_the_node_ends_on_its_thread_if_no_other_begins_with_it() {
        ByHand executor = new ByHand();
        TaskPool pool = new TaskPool(SETTINGS, executor, time.ticker());
        pool.submit(pool::leavePlace);
        executor.runAll();
        pool.resume(() -> ran.add("end"));
        assertThat(pool.hasResumed()).isTrue();

        pool.runResumed();

        assertThat(ran).containsExactly("end");
        assertThat(pool.hasResumed()).isFalse();
    }
}
