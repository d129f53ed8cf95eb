package io.claimdispatch.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.claimdispatch.internal.config.TestSettings;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TaskPoolTest extends PooledTasks {

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
