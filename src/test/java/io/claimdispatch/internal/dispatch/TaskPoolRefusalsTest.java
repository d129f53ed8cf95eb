package io.claimdispatch.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** A pool whose executor refuses tasks, loses them, or begins none. */
class TaskPoolRefusalsTest extends PooledTasks {

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
}
