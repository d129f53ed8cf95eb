package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.internal.batch.ScriptedJobs;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.claim.RowClaims;
import io.claimdispatch.internal.store.row.ClaimedRow;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An executor that has fewer threads than the settings want. */
class FewThreadsTest extends PipelineTest {

    private final Gate gate = new Gate();

    FewThreadsTest() {
        super(Databases.H2);
    }

    @AfterEach
    void open() {
        gate.open();
    }

    private static void publish(Node node, String type, int count) {
        node.publisher()
                .publishAll(
                        WorkflowContract.numbers(count),
                        (n, draft) -> draft.type(type).eligibleNow());
    }

    private void assertStaysClaimed(int count) throws Exception {
        AtomicInteger ticks = new AtomicInteger();
        until(() -> ticks.incrementAndGet() == 100);
        assertThat(count(ActionState.CLAIMED)).isEqualTo(count);
    }

    @Test
    void a_node_keeps_no_more_rows_than_there_are_threads_and_others_run_the_rest() throws Exception {
        Node few = running(node().set("concurrency", "64")
                .executor(Executors.newFixedThreadPool(16))
                .on("work", row -> Job.task(gate::pass)));
        publish(few, "work", 100);
        until(() -> gate.arrived() == 16 && count(ActionState.CLAIMED) == 16);
        assertStaysClaimed(16);

        running(node().on("work", row -> Job.task(() -> {})));

        until(() -> count(ActionState.PROCESSED) == 84);
        assertThat(count(ActionState.CLAIMED)).isEqualTo(16);
        assertThat(database.count("fail_count > 0")).isZero();
    }

    @Test
    void a_node_keeps_no_more_rows_than_threads_with_an_executor_that_refuses_tasks_without_a_free_thread()
            throws Exception {
        Node few = running(node().set("concurrency", "12")
                .executor(new ThreadPoolExecutor(0, 3, 1, TimeUnit.MINUTES, new SynchronousQueue<>()))
                .on("work", row -> Job.task(gate::pass)));

        publish(few, "work", 20);

        until(() -> gate.arrived() == 3 && count(ActionState.CLAIMED) == 3);
        assertStaysClaimed(3);
    }

    @Test
    void a_node_uses_the_threads_that_the_executor_gets_later() throws Exception {
        ThreadPoolExecutor executor = (ThreadPoolExecutor) Executors.newFixedThreadPool(2);
        Node node = running(node().set("concurrency", "8").executor(executor).on("work", row -> Job.task(gate::pass)));
        publish(node, "work", 20);
        until(() -> gate.arrived() == 2 && count(ActionState.CLAIMED) == 2);

        executor.setMaximumPoolSize(8);
        executor.setCorePoolSize(8);

        until(() -> gate.arrived() == 8 && count(ActionState.CLAIMED) == 8);
    }

    @Test
    void batch_executions_take_places_without_threads() throws Exception {
        Gate second = new Gate();
        PlainBatch.use(new ScriptedJobs());
        Node node = running(node().set("concurrency", "4")
                .executor(Executors.newFixedThreadPool(2))
                .on("work", row -> Job.task(gate::pass))
                .on("more", row -> Job.task(second::pass))
                .on("import", row -> Job.batch("import")));
        publish(node, "work", 4);
        until(() -> gate.arrived() == 2 && count(ActionState.CLAIMED) == 2);
        gate.open();
        until(() -> count(ActionState.PROCESSED) == 4);
        // until the finished rows are no longer recent and so make no room
        AtomicInteger ticks = new AtomicInteger();
        until(() -> ticks.incrementAndGet() == 50);

        publish(node, "import", 2);
        until(() -> database.count("type = 'import' AND execution_id IS NOT NULL") == 2);
        publish(node, "more", 4);

        until(() -> second.arrived() == 2 && count(ActionState.CLAIMED) == 4);
        assertStaysClaimed(4);
        second.open();
    }

    @Test
    void quick_rows_are_not_given_back_however_few_threads_there_are() throws Exception {
        AtomicInteger claims = new AtomicInteger();
        // as in production: a look must come more rarely than what was finished lately counts for the claim window
        Node node = running(node().timings(new Timings())
                .set("concurrency", "64")
                .executor(Executors.newFixedThreadPool(2))
                .role(RowClaims.class, all -> (connection, request) -> {
                    List<ClaimedRow> claimed = all.claim(connection, request);
                    claims.addAndGet(claimed.size());
                    return claimed;
                })
                .on("work", row -> Job.task(FewThreadsTest::millisecond)));

        publish(node, "work", 5_000);

        until(() -> count(ActionState.PROCESSED) == 5_000);
        assertThat(claims).hasValue(5_000);
    }

    private static void millisecond() {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1);
        while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void the_difference_to_the_settings_is_logged_once_with_both_numbers() throws Exception {
        try (LogLines log = new LogLines()) {
            Node node = running(node().set("concurrency", "9")
                    .executor(Executors.newFixedThreadPool(4))
                    .on("work", row -> Job.task(gate::pass)));
            publish(node, "work", 9);

            until(() -> !log.with("claim-dispatch.concurrency is 9").isEmpty());

            AtomicInteger ticks = new AtomicInteger();
            until(() -> ticks.incrementAndGet() == 100);
            assertThat(log.with("claim-dispatch.concurrency is 9"))
                    .singleElement()
                    .asString()
                    .startsWith("WARNING")
                    .contains("no more than 4 tasks");
        }
    }
}
