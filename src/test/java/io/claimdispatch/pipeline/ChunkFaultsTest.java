package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Outcome;
import io.claimdispatch.Rule;
import io.claimdispatch.RunReport;
import io.claimdispatch.internal.dispatch.AdmissionGate;
import io.claimdispatch.internal.dispatch.RowPipeline;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.completion.RowCompletions;
import io.claimdispatch.spi.RetryPolicy;
import io.claimdispatch.spi.RulePredicate;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chunks whose rules hang, whose memory is short, or whose node is about to claim too much. */
class ChunkFaultsTest extends PipelineTest {

    private final Chunks chunks = new Chunks();
    private final Gate gate = new Gate();

    ChunkFaultsTest() {
        super(Databases.H2);
    }

    @AfterEach
    void letAllGo() {
        gate.open();
    }

    private Node.Builder with(Class<?> processor, Script.ChunkStep step) {
        return node().with(processor).onChunks(rows -> {
            chunks.note(rows);
            return step.call(rows);
        });
    }

    @ParameterizedTest
    @ValueSource(classes = {Chunks.Plain.class, Chunks.Atomic.class})
    void rows_of_a_finished_chunk_widen_the_window_once(Class<?> processor) throws Exception {
        Node node = running(with(processor, rows -> {
                    if (chunks.calls().size() > 1) {
                        gate.pass();
                    }
                    return Chunks.successes(rows);
                })
                .set("concurrency", "1"));
        Chunks.publish(node, "work", 100);
        until(() -> gate.arrived() == 1);

        Chunks ofTheOther = new Chunks();
        running(node().with(processor).set("concurrency", "1").onChunks(rows -> {
            ofTheOther.note(rows);
            return Chunks.successes(rows);
        }));
        until(() -> count(ActionState.WAITING) == 0
                && count(ActionState.CLAIMED) == node.loop().inFlight());

        assertThat(count(ActionState.CLAIMED)).as("two chunks, and hardly more").isBetween(5L, 15L);
        assertThat(ofTheOther.calls()).isNotEmpty();
    }

    /** Wants no second attempt of anything. */
    @Alternative
    @Priority(10)
    @ApplicationScoped
    static class NoRetries implements RetryPolicy {
        @Override
        public Optional<Duration> retryAfter(LogRecord row, Throwable error) {
            return Optional.empty();
        }
    }

    /** Holds if the script returns an outcome. */
    @ApplicationScoped
    @Named("scripted")
    static class Scripted implements RulePredicate {

        @Inject
        Script script;

        @Override
        public boolean holds(LogRecord row, JsonValue argument) throws Exception {
            return !script.chunks().call(List.of(row)).isEmpty();
        }
    }

    /** The first is skipped, and the second has the scripted rule. */
    private static void publishThree(Node node) {
        node.publisher().publishAll(List.of(0, 1, 2), (n, draft) -> {
            draft.type("work").eligibleNow().payload(new Chunks.Item(n));
            if (n == 0) {
                draft.rules(Rule.field("number").atLeast(100));
            } else if (n == 1) {
                draft.rules(Rule.named("scripted"));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_time_limit_in_a_rule_is_that_of_the_chunk_and_makes_no_row_a_dead_letter(boolean swallowed)
            throws Exception {
        AtomicBoolean hung = new AtomicBoolean();
        Node node = running(with(Chunks.Plain.class, rows -> {
                    if (Chunks.number(rows.get(0)) == 1 && hung.compareAndSet(false, true)) {
                        try {
                            new CountDownLatch(1).await();
                        } catch (InterruptedException e) {
                            if (!swallowed) {
                                throw e;
                            }
                            return List.of();
                        }
                    }
                    return Chunks.successes(rows);
                })
                .with(Scripted.class, NoRetries.class)
                .set("time-limits", "work=PT0.3S"));

        publishThree(node);

        until(() -> count(ActionState.SKIPPED) == 1 && count(ActionState.PROCESSED) + count(ActionState.DEAD) == 2);
        assertThat(states()).isEqualTo("PROCESSED 2, SKIPPED 1");
        assertThat(database.count("fail_count = 1 AND errors LIKE '%CLAIM0069%'"))
                .isEqualTo(2);
    }

    /** Waits long for everything except the rest of a chunk. */
    private static class Sleepy extends ShortTimings {
        @Override
        public Duration idle() {
            return Duration.ofHours(1);
        }

        @Override
        public Duration soon() {
            return Duration.ofHours(1);
        }

        @Override
        public Duration chunkInterval() {
            return Duration.ofHours(1);
        }
    }

    private List<Outcome> hangInTheRule(List<LogRecord> rows) throws InterruptedException {
        if (Chunks.number(rows.get(0)) == 2 && rows.size() == 1) {
            gate.pass();
        }
        return Chunks.successes(rows);
    }

    private static void publishTwoBeforeARule(Node node) {
        node.publisher().publishAll(List.of(0, 1, 2), (n, draft) -> {
            draft.type("work").eligibleNow().payload(new Chunks.Item(n));
            if (n == 2) {
                draft.rules(Rule.named("scripted"));
            }
        });
    }

    @Test
    void rows_of_a_run_by_hand_run_while_the_rule_of_another_hangs() throws Exception {
        Node node = byHand(with(Chunks.Plain.class, this::hangInTheRule)
                .with(Scripted.class)
                .timings(new Sleepy()));
        publishTwoBeforeARule(node);

        CompletableFuture<RunReport> report =
                CompletableFuture.supplyAsync(() -> node.scheduler().runOnce());

        untilBySignal(() -> gate.arrived() == 1 && count(ActionState.PROCESSED) == 2);
        assertThat(chunks.sizes()).containsExactlyInAnyOrder(1, 2);
        assertThat(report).isNotDone();
        gate.open();
        assertThat(report.join()).isEqualTo(new RunReport(3, 3, 0));
        untilBySignal(() -> count(ActionState.PROCESSED) == 3);
    }

    /** Waits long for everything, except in maintenance of chunks. */
    private static final class Watchful extends Sleepy {
        @Override
        public Duration chunkInterval() {
            return Duration.ofMillis(50);
        }
    }

    @Test
    void a_chunk_is_handed_on_while_every_coordinator_waits_for_the_database() throws Exception {
        Node node = byHand(with(Chunks.Plain.class, this::hangInTheRule)
                .with(Scripted.class)
                .timings(new Watchful())
                .set("coordinators", "1")
                .role(RowCompletions.class, store -> (connection, table, completions) -> {
                    gate.passStubbornly();
                    return store.complete(connection, table, completions);
                }));
        Chunks.publish(node, "family.a", 1);
        node.scheduler().runOnce();
        untilBySignal(() -> gate.arrived() == 1);
        publishTwoBeforeARule(node);

        CompletableFuture<RunReport> report =
                CompletableFuture.supplyAsync(() -> node.scheduler().runOnce());

        untilBySignal(() -> chunks.sizes().contains(2));
        assertThat(report).isNotDone();
        gate.open();
        untilBySignal(() -> count(ActionState.PROCESSED) == 4);
    }

    /** Rows wait for others for ever. */
    private static class Patient extends ShortTimings {
        @Override
        public Duration chunkWait() {
            return Duration.ofHours(1);
        }
    }

    @Test
    void rows_of_a_run_by_hand_that_wait_for_others_are_given_back_behind_a_rule_that_hangs() throws Exception {
        Node node = byHand(with(Chunks.Plain.class, this::hangInTheRule)
                .with(Scripted.class)
                .timings(new Patient()));
        publishTwoBeforeARule(node);
        CompletableFuture<RunReport> report =
                CompletableFuture.supplyAsync(() -> node.scheduler().runOnce());
        until(() -> gate.arrived() == 1);

        node.get(RowPipeline.class).giveBackAll();

        untilStates("CLAIMED 1, WAITING 2");
        assertThat(database.count("fail_count > 0")).isZero();
        gate.open();
        report.join();
        untilStates("PROCESSED 1, WAITING 2");
    }

    /** Once rows need not wait any more, memory is short each second time that it is asked how long. */
    private static final class ShortOfMemory extends Patient {

        private final AtomicBoolean over = new AtomicBoolean();
        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public Duration chunkWait() {
            if (!over.get()) {
                return super.chunkWait();
            }
            if (asked.incrementAndGet() % 2 == 0) {
                throw new OutOfMemoryError("a test's");
            }
            return Duration.ZERO;
        }
    }

    @Test
    void short_memory_between_two_chunks_that_are_handed_on_loses_neither() throws Exception {
        ShortOfMemory timings = new ShortOfMemory();
        Node node = running(
                with(Chunks.Plain.class, Chunks::successes).timings(timings).set("coordinators", "1"));
        Chunks.publish(node, "family.a", 2);
        Chunks.publish(node, "family.b", 2);
        until(() -> count(ActionState.CLAIMED) == 4 && node.loop().inFlight() == 4);

        timings.over.set(true);

        untilStates("PROCESSED 4");
        assertThat(chunks.sizes()).containsExactly(2, 2);
        assertThat(database.count("fail_count > 0")).isZero();
    }

    /** Memory is short when the first chunk begins. */
    private static final class ShortAtTheBegin extends ShortTimings {

        private final AtomicBoolean thrown = new AtomicBoolean();

        @Override
        public Duration interruptPatience() {
            if (thrown.compareAndSet(false, true)) {
                throw new OutOfMemoryError("a test's");
            }
            return super.interruptPatience();
        }
    }

    @Test
    void short_memory_when_a_chunk_begins_gives_its_rows_back() throws Exception {
        ShortAtTheBegin timings = new ShortAtTheBegin();
        Node node = running(with(Chunks.Plain.class, Chunks::successes).timings(timings));

        Chunks.publish(node, "work", 5);

        untilStates("PROCESSED 5");
        assertThat(timings.thrown).isTrue();
        assertThat(chunks.sizes()).containsExactly(5);
        assertThat(database.count("fail_count > 0")).isZero();
        until(() -> node.loop().inFlight() == 0);
    }

    @Test
    void a_log_that_fails_loses_no_row_that_is_given_back() throws Exception {
        Node node = running(with(Chunks.Plain.class, rows -> {
                    gate.pass();
                    return Chunks.successes(rows);
                })
                .timings(new Patient())
                .set("concurrency", "1")
                .set("claiming", "false"));
        Chunks.publish(node, "work", 10);
        node.scheduler().runOnce(10);
        until(() -> gate.arrived() == 1);

        try (LogLines log = LogLines.failingAtDebug()) {
            node.get(AdmissionGate.class).stop();
            gate.open();
            untilStates("PROCESSED 5, WAITING 5");
        }
    }
}
