package io.claimdispatch.internal.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DueSignalTest {

    private final DueSignal signal = new DueSignal();

    @Test
    void a_node_that_has_just_started_looks_once() {
        assertThat(signal.isDue()).isTrue();
        signal.answer(signal.dueCalls());
        assertThat(signal.isDue()).isFalse();
    }

    @Test
    void a_call_made_during_a_claim_stays_open() {
        long seen = signal.dueCalls();
        signal.due();
        signal.answer(seen);
        assertThat(signal.isDue()).isTrue();
        signal.answer(signal.dueCalls());
        assertThat(signal.isDue()).isFalse();
    }

    @Test
    void an_older_answer_takes_no_newer_one_back() {
        long old = signal.dueCalls();
        signal.due();
        signal.answer(signal.dueCalls());
        signal.answer(old);
        assertThat(signal.isDue()).isFalse();
    }

    @Test
    void finished_work_does_not_count_as_due_work() {
        signal.answer(signal.dueCalls());
        signal.finished();
        assertThat(signal.isDue()).isFalse();
    }

    @Test
    void a_call_between_the_look_and_the_wait_ends_the_wait_at_once() throws Exception {
        long seen = signal.calls();
        signal.finished();
        signal.await(seen, Duration.ofMinutes(1));
        assertThat(signal.calls()).isGreaterThan(seen);
    }

    @Test
    void each_kind_of_call_ends_a_wait() throws Exception {
        endsAWait(signal::due);
        endsAWait(signal::finished);
        endsAWait(signal::wakeAll);
    }

    private void endsAWait(Runnable call) throws Exception {
        long seen = signal.calls();
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> {
            try {
                signal.await(seen, Duration.ofMinutes(1));
            } catch (InterruptedException e) {
                throw new CompletionException(e);
            }
        });
        call.run();
        waiting.get(30, TimeUnit.SECONDS);
    }

    @Test
    void a_wait_ends_by_itself() throws Exception {
        signal.await(signal.calls(), Duration.ofMillis(1));
        assertThat(signal.calls()).isZero();
    }
}
