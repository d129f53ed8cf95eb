package io.claimdispatch.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShownThreadsTest {

    private final ShownThreads threads = new ShownThreads(64);

    private void begin(int count) {
        for (int i = 0; i < count; i++) {
            threads.began();
        }
    }

    @Test
    void while_no_task_waits_the_number_of_threads_stays_unknown() {
        begin(16);
        threads.look(false);

        assertThat(threads.count()).isEqualTo(64);
        assertThat(threads.isFull()).isFalse();
    }

    @Test
    void an_executor_that_runs_nothing_shows_no_number_of_threads() {
        threads.look(true);

        assertThat(threads.count()).isEqualTo(64);
    }

    @Test
    void as_many_threads_are_shown_as_have_run_at_once_since_the_last_look() {
        begin(16);
        threads.ended();
        threads.look(true);

        assertThat(threads.count()).isEqualTo(16);
        assertThat(threads.isFull()).isFalse();
    }

    @Test
    void one_more_running_task_shows_that_there_are_more_threads() {
        begin(16);
        threads.look(true);
        assertThat(threads.isFull()).isTrue();

        threads.began();

        assertThat(threads.count()).isEqualTo(32);
        begin(16);
        assertThat(threads.count()).as("no more than are wanted").isEqualTo(64);
    }

    @Test
    void the_number_of_shown_threads_falls_again() {
        begin(16);
        threads.look(true);
        threads.look(false);
        for (int i = 0; i < 10; i++) {
            threads.ended();
        }
        threads.look(false);
        threads.look(true);

        assertThat(threads.count()).isEqualTo(6);
    }
}
