package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.claimdispatch.Job;
import io.claimdispatch.RunReport;
import io.claimdispatch.internal.common.MaintenanceTask;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.claim.RowClaims;
import io.claimdispatch.internal.store.completion.RowCompletions;
import io.claimdispatch.internal.store.row.ClaimedRow;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node that does not get all its threads, and one that is told to go just when the database does not answer. */
class BeginAndEndTest extends PipelineTest {

    /** Two coordinators, and one for each thread of maintenance. */
    private static final int THREADS = 2 + MaintenanceTask.MaintenanceThread.values().length;

    private final Gate gate = new Gate();
    private final LogLines log = new LogLines();

    BeginAndEndTest() {
        super(Databases.H2);
    }

    @AfterEach
    void letAllGo() {
        gate.open();
        log.close();
    }

    /** A server that gives all threads but the last one. */
    private static final class OneTooFew implements ManagedThreadFactory {

        private final List<Thread> given = new CopyOnWriteArrayList<>();
        private final ManagedThreadFactory server;
        private final Runnable beforeTheLast;

        OneTooFew(ManagedThreadFactory server, Runnable beforeTheLast) {
            this.server = server;
            this.beforeTheLast = beforeTheLast;
        }

        @Override
        public @Nullable Thread newThread(Runnable work) {
            if (given.size() == THREADS - 1) {
                beforeTheLast.run();
                return null;
            }
            Thread thread = server.newThread(work);
            given.add(thread);
            return thread;
        }

        @Override
        public ForkJoinWorkerThread newThread(ForkJoinPool pool) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void a_node_that_does_not_get_all_its_threads_ends_the_others_and_gives_back_what_they_have_claimed() {
        publishNow(byHand(node()), "work");
        OneTooFew[] threads = new OneTooFew[1];
        Node.Builder node = node().on("work", row -> Job.task(gate::pass))
                .threads(server -> threads[0] = new OneTooFew(server, () -> untilBySignal(() -> gate.arrived() == 1)));

        assertThatThrownBy(() -> running(node)).hasMessageContaining("CLAIM0043");

        assertThat(threads[0].given).hasSize(THREADS - 1).noneMatch(Thread::isAlive);
        untilStates("WAITING 1");
    }

    /** A server that does with the work of a node's threads what it likes, before and instead of it. */
    private record OtherWork(ManagedThreadFactory server, UnaryOperator<Runnable> other, List<Thread> given)
            implements ManagedThreadFactory {

        @Override
        public Thread newThread(Runnable work) {
            Thread thread = server.newThread(other.apply(work));
            given.add(thread);
            return thread;
        }

        @Override
        public ForkJoinWorkerThread newThread(ForkJoinPool pool) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void every_thread_of_a_node_has_the_class_loader_of_its_application_though_the_server_sets_another()
            throws Exception {
        ClassLoader own = Thread.currentThread().getContextClassLoader();
        List<Thread> given = new CopyOnWriteArrayList<>();
        try (URLClassLoader failed = new URLClassLoader(new URL[0])) {
            running(node().threads(server -> new OtherWork(
                    server,
                    work -> () -> {
                        Thread.currentThread().setContextClassLoader(failed);
                        work.run();
                    },
                    given)));

            until(() -> given.stream().allMatch(thread -> thread.getContextClassLoader() == own));
        }
        assertThat(given).hasSize(THREADS);
    }

    @Test
    void a_thread_that_the_server_ends_is_logged_once_and_shows_in_the_state() throws Exception {
        List<Thread> given = new CopyOnWriteArrayList<>();
        Node node = running(node().threads(
                        server -> new OtherWork(server, work -> given.size() == THREADS - 1 ? () -> {} : work, given)));

        until(() -> !log.with("CLAIM0122").isEmpty());

        assertThat(node.loop().state())
                .startsWith("RUNNING since ")
                .endsWith(", without threads that have ended: claim-dispatch-stages");
        assertThat(log.with("CLAIM0122"))
                .singleElement()
                .asString()
                .startsWith("ERROR")
                .contains("claim-dispatch-stages");
        node.stop();
        assertThat(node.loop().state()).startsWith("STOPPED since ").doesNotContain("without");
    }

    /** Coordinators get no answer when they store outcomes, until the gate is opened, and then learn that nothing is stored. */
    private RowCompletions silent(RowCompletions completions) {
        return (connection, table, all) -> {
            if (Thread.currentThread().getName().startsWith("claim-dispatch-coordinator")) {
                gate.passStubbornly();
                throw new SQLException("the connection was given up", "08006");
            }
            return completions.complete(connection, table, all);
        };
    }

    @Test
    void unstored_outcomes_of_a_coordinator_are_waited_for_as_long_as_the_database_may_take() throws Exception {
        Node node = running(node().role(RowCompletions.class, this::silent).on("work", row -> Job.task(() -> {})));
        long id = publishNow(node, "work");
        until(() -> gate.arrived() == 1);

        CompletableFuture<Void> stopping = CompletableFuture.runAsync(node::stop);
        await().during(new ShortTimings().endOfThreads().plusSeconds(1))
                .atMost(LONGEST)
                .until(() -> !stopping.isDone());
        gate.open();
        stopping.join();

        assertThat(database.text("state", id)).isEqualTo("PROCESSED");
        assertThat(log.with("CLAIM0136")).isEmpty();
    }

    @Test
    void outcomes_that_a_coordinator_keeps_unstored_for_too_long_are_logged() throws Exception {
        Node node = running(node().set("database-timeout", "PT1S")
                .role(RowCompletions.class, this::silent)
                .on("work", row -> Job.task(() -> {})));
        long id = publishNow(node, "work");
        until(() -> gate.arrived() == 1);

        node.stop();

        assertThat(database.text("state", id)).isEqualTo("CLAIMED");
        assertThat(log.with("CLAIM0136")).hasSize(1);
    }

    @Test
    void rows_that_a_run_by_hand_claims_while_the_node_ends_are_given_back() throws Exception {
        Node node = byHand(node().on("work", row -> Job.task(() -> {}))
                .role(RowClaims.class, claims -> (connection, request) -> {
                    List<ClaimedRow> rows = claims.claim(connection, request);
                    gate.passStubbornly();
                    return rows;
                }));
        publishNow(node, "work");
        publishNow(node, "work");
        CompletableFuture<RunReport> report =
                CompletableFuture.supplyAsync(() -> node.scheduler().runOnce());
        until(() -> gate.arrived() == 1);

        CompletableFuture<Void> stopping = CompletableFuture.runAsync(node::stop);
        await().during(Duration.ofSeconds(1)).atMost(LONGEST).until(() -> !stopping.isDone());
        gate.open();
        stopping.join();

        assertThat(report.join()).as("claimed, and not begun").isEqualTo(new RunReport(2, 0, 0));
        assertThat(states()).isEqualTo("WAITING 2");
        assertThat(database.count("fail_count > 0")).isZero();
    }
}
