package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.Outcome;
import io.claimdispatch.StuckTask;
import io.claimdispatch.internal.common.MovedTime;
import io.claimdispatch.internal.store.Databases;
import jakarta.transaction.UserTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Work that goes on after its method, without a thread: it is the row's all the same, until its stage completes. */
abstract class AsyncTaskContract extends PipelineTest {

    private final Stages stages = new Stages();
    private final OwnStage own = new OwnStage();
    private final LogLines log = new LogLines();
    private final MovedTime time = MovedTime.running();

    AsyncTaskContract(Databases database) {
        super(database);
    }

    @AfterEach
    void completeAll() {
        stages.completeAll();
        log.close();
    }

    private Node.Builder working() {
        return node().set("retry.max-attempts", "1").on("work", row -> Job.async(stages::begin));
    }

    private Node.Builder stubborn() {
        return node().set("retry.max-attempts", "1").on("work", row -> Job.async(stages::beginStubborn));
    }

    private long begun(Node node) {
        long id = publishNow(node, "work");
        until(() -> stages.begun() == 1);
        return id;
    }

    /** Whether a thread is in the middle of a row. */
    private static boolean aThreadRunsARow() {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(Arrays::stream)
                .anyMatch(frame -> frame.getClassName().endsWith(".dispatch.Dispatcher"));
    }

    @Test
    void a_row_is_processed_when_its_stage_completes_and_holds_no_thread_until_then() throws Exception {
        Node node = running(working().set("lease", "PT1.5S"));
        long id = begun(node);
        Instant lease = database.time("lease_until", id);

        untilBySignal(() -> !aThreadRunsARow());
        until(() -> database.now().isAfter(lease));

        assertThat(database.text("state", id)).as("its lease is renewed").isEqualTo("CLAIMED");
        stages.take().complete(null);
        untilIs(id, ActionState.PROCESSED);
        assertThat(database.text("fail_count", id)).isEqualTo("0");
        until(() -> node.loop().inFlight() == 0);
    }

    @Test
    void the_exception_of_the_stage_is_the_failure_of_the_attempt() throws Exception {
        Node node = running(node().set("retry.max-attempts", "1")
                .on("work", row -> Job.async(() -> stages.begin().thenApply(value -> value))));
        long id = begun(node);

        stages.take().completeExceptionally(new IllegalStateException("the mail server hung up"));

        untilIs(id, ActionState.DEAD);
        assertThat(database.text("errors", id))
                .contains("IllegalStateException: the mail server hung up")
                .doesNotContain(CompletionException.class.getSimpleName());
    }

    @Test
    void a_failed_stage_is_tried_again_and_the_value_says_how_a_row_ends() throws Exception {
        Node node = running(node().on("work", row -> Job.async(stages::begin)));
        long id = begun(node);

        stages.take().completeExceptionally(new IllegalStateException("not this time"));
        until(() -> stages.begun() == 2);
        stages.take().complete(Outcome.discard("nothing to do"));

        untilIs(id, ActionState.DISCARDED);
        assertThat(database.text("fail_count", id)).isEqualTo("1");
        assertThat(database.text("reason", id)).isEqualTo("nothing to do");
    }

    @Test
    @SuppressWarnings("NullAway") // what users do
    void no_stage_a_value_that_says_nothing_and_a_call_that_throws_are_failed_attempts() throws Exception {
        Node node = running(node().set("retry.max-attempts", "1")
                .on("none", row -> Job.async(() -> (CompletionStage<?>) null))
                .on("value", row -> Job.async(() -> CompletableFuture.completedFuture("done")))
                .on(
                        "throws",
                        row -> Job.async(() -> {
                            throw new IllegalStateException("before it began");
                        })));

        long none = publishNow(node, "none");
        long value = publishNow(node, "value");
        long thrown = publishNow(node, "throws");

        untilStates("DEAD 3");
        assertThat(database.text("errors", none)).contains("CLAIM0072", "none");
        assertThat(database.text("errors", value)).contains("CLAIM0073", "java.lang.String");
        assertThat(database.text("errors", thrown)).contains("before it began");
    }

    @Test
    void no_more_rows_run_at_once_than_the_settings_allow_with_and_without_a_thread() throws Exception {
        Gate gate = new Gate();
        Node node = running(working().set("concurrency", "3").on("held", row -> Job.task(gate::pass)));
        node.publisher()
                .publishAll(
                        WorkflowContract.numbers(5), (n, d) -> d.type("work").eligibleNow());
        until(() -> stages.begun() == 3);
        publishNow(node, "held");
        node.scheduler().runOnce(2);

        AtomicInteger ticks = new AtomicInteger();
        until(() -> ticks.incrementAndGet() == 25);
        assertThat(stages.begun()).isEqualTo(3);
        assertThat(gate.arrived()).isZero();

        stages.take().complete(null);
        until(() -> stages.begun() == 4);
        stages.take().complete(null);
        until(() -> stages.begun() == 5);
        stages.take().complete(null);
        until(() -> gate.arrived() == 1);
        gate.open();
        stages.completeAll();
        untilStates("PROCESSED 6");
    }

    @Test
    void a_stage_that_exceeds_the_time_limit_is_cancelled_and_the_attempt_has_failed() throws Exception {
        Node node = running(working().time(time).set("time-limits", "work=PT50S"));
        long id = begun(node);
        time.pass(Duration.ofSeconds(51));

        untilIs(id, ActionState.DEAD);

        assertThat(stages.take()).isCancelled();
        assertThat(database.text("errors", id))
                .contains("CLAIM0069", "PT50S", "Caused by: java.util.concurrent.CancellationException");
    }

    @Test
    void a_stage_that_ignores_its_cancellation_keeps_its_row_and_is_shown_as_stuck_until_it_completes()
            throws Exception {
        Node node =
                running(stubborn().time(time).set("time-limits", "work=PT50S").set("lease", "PT1.5S"));
        long id = begun(node);
        time.pass(Duration.ofSeconds(51));

        until(() -> !node.scheduler().stuckTasks().isEmpty());
        Instant lease = database.time("lease_until", id);
        until(() -> database.now().isAfter(lease));

        assertThat(database.text("state", id)).isEqualTo("CLAIMED");
        StuckTask stuck = node.scheduler().stuckTasks().get(0);
        assertThat(stuck.id()).isEqualTo(id);
        assertThat(stuck.thread()).isEmpty();
        assertThat(stuck.stack()).isEmpty();
        assertThat(log.with("CLAIM0090")).singleElement().asString().contains("work", "without a thread");

        stages.take().complete(Outcome.success());
        untilIs(id, ActionState.DEAD);
        assertThat(database.text("errors", id)).contains("CLAIM0069");
        assertThat(node.scheduler().stuckTasks()).isEmpty();
    }

    @Test
    void a_stage_that_cannot_be_cancelled_is_waited_for_and_may_complete_twice() throws Exception {
        Node node = running(node().set("retry.max-attempts", "1")
                .time(time)
                .set("time-limits", "slow=PT50S")
                .on("slow", row -> Job.async(own::stage)));
        long id = publishNow(node, "slow");
        until(own::isAwaited);
        time.pass(Duration.ofSeconds(51));

        until(() -> !node.scheduler().stuckTasks().isEmpty());
        assertThat(log.with("CLAIM0159")).hasSize(1);
        own.complete(null, null);
        own.complete(null, new IllegalStateException("a second end"));

        untilIs(id, ActionState.DEAD);
        until(() -> node.loop().inFlight() == 0);
        own.complete(Outcome.snoozeFor(Duration.ZERO), null);
        assertThat(database.text("errors", id)).contains("CLAIM0069").doesNotContain("a second end");
        assertThat(database.text("fail_count", id)).isEqualTo("1");
        assertThat(node.loop().lostLeases()).isZero();
    }

    @Test
    void an_undeployment_lets_pending_stages_complete_within_the_limit() throws Exception {
        Node node = running(working().set("drain", "PT20S"));
        long id = begun(node);

        CompletableFuture<Void> stopping = CompletableFuture.runAsync(node::stop);
        untilBySignal(() -> !node.loop().isClaiming());
        stages.take().complete(null);
        stopping.join();

        assertThat(database.text("state", id)).isEqualTo("PROCESSED");
    }

    @Test
    void a_stage_that_an_undeployment_does_not_wait_for_is_cancelled_and_given_back() throws Exception {
        Node node = running(working());
        long id = begun(node);

        node.stop();

        assertThat(stages.take()).isCancelled();
        assertThat(database.text("state", id)).isEqualTo("WAITING");
        assertThat(database.text("fail_count", id)).isEqualTo("0");
        assertThat(database.text("errors", id)).isNull();
    }

    @Test
    void a_stage_that_completes_after_the_undeployment_changes_nothing_and_logs_nothing() throws Exception {
        Node node = running(node().on("work", row -> Job.async(own::stage)));
        long id = publishNow(node, "work");
        until(own::isAwaited);

        end(node);
        own.complete(null, null);
        own.complete(null, new IllegalStateException("late"));

        assertThat(database.text("state", id)).isEqualTo("CLAIMED");
        assertThat(log.with("CLAIM0091")).singleElement().asString().contains("without a thread");
        endLeases();
        Node next = running(working());
        next.loop().recover();
        until(() -> stages.begun() == 1 || is(id, ActionState.DEAD));
        assertThat(database.text("fail_count", id)).as("lost with its node").isEqualTo("1");
    }

    @Test
    void a_suspension_that_lasts_cancels_a_pending_stage_and_gives_its_row_back() throws Exception {
        try (SuspendedServer server = new SuspendedServer()) {
            Node node = running(working());
            long id = begun(node);

            server.suspend();
            untilIs(id, ActionState.WAITING);

            assertThat(stages.take()).isCancelled();
            assertThat(database.text("fail_count", id)).isEqualTo("0");
            server.resume();
            until(() -> stages.begun() == 2);
            stages.take().complete(null);
            untilIs(id, ActionState.PROCESSED);
        }
    }

    @Test
    void a_stage_whose_lease_was_lost_meanwhile_changes_nothing() throws Exception {
        Node first = byHand(working());
        long id = publishNow(first, "work");
        first.scheduler().runOnce(1);
        until(() -> stages.begun() == 1);
        CompletableFuture<Object> stale = stages.take();
        Node second = byHand(node().on("work", row -> Job.async(stages::begin)));
        endLeases();
        second.loop().recover();
        second.scheduler().runOnce(1);
        until(() -> stages.begun() == 2);

        stale.complete(Outcome.discard("too late"));
        until(() -> first.loop().lostLeases() == 1);

        assertThat(database.text("state", id)).isEqualTo("CLAIMED");
        stages.take().complete(null);
        untilIs(id, ActionState.PROCESSED);
    }

    @Test
    void a_transaction_that_the_call_leaves_open_fails_the_attempt_once_the_stage_has_completed() throws Exception {
        Node node = running(node().set("retry.max-attempts", "1")
                .on(
                        "work",
                        row -> Job.async(() -> {
                            UserTransaction opened = new LocalUserTransaction();
                            opened.begin();
                            return stages.begin();
                        })));
        long id = begun(node);
        AtomicInteger ticks = new AtomicInteger();
        until(() -> ticks.incrementAndGet() == 25);

        assertThat(database.text("state", id)).as("its work goes on").isEqualTo("CLAIMED");
        stages.take().complete(null);
        untilIs(id, ActionState.DEAD);
        assertThat(database.text("errors", id)).contains("CLAIM0068");
    }

    @Test
    void stopping_under_load_leaves_nothing_claimed_loses_nothing_and_runs_nothing_twice() throws Exception {
        Queue<Long> done = new ConcurrentLinkedQueue<>();
        Script.Step step = row -> Job.async(() -> CompletableFuture.supplyAsync(
                () -> {
                    done.add(row.id());
                    return null;
                },
                row.id() % 3 == 0
                        ? Runnable::run
                        : CompletableFuture.delayedExecutor(row.id() % 5, TimeUnit.MILLISECONDS)));
        Node first = running(node().set("drain", "PT20S").on("work", step));
        first.publisher()
                .publishAll(
                        WorkflowContract.numbers(1_000),
                        (n, d) -> d.type("work").eligibleNow());
        until(() -> done.size() > 100);

        first.stop();

        assertThat(count(ActionState.CLAIMED)).isZero();
        assertThat(count(ActionState.PROCESSED)).isEqualTo(done.size());
        running(node().on("work", step));
        untilStates("PROCESSED 1000");
        assertThat(done).hasSize(1_000).doesNotHaveDuplicates();
        assertThat(database.count("fail_count > 0")).isZero();
    }
}
