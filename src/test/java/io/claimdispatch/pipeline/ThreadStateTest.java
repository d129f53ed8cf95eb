package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.LogProcessor;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Processor;
import io.claimdispatch.Rule;
import io.claimdispatch.internal.batch.ScriptedJobs;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.spi.RetryPolicy;
import io.claimdispatch.spi.RulePredicate;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a row changes about the thread that it runs on. */
class ThreadStateTest extends PipelineTest {

    private static final ScriptedJobs JOBS = new ScriptedJobs();

    ThreadStateTest() {
        super(Databases.H2);
    }

    @BeforeEach
    void batch() {
        PlainBatch.use(JOBS);
    }

    /** What the product is to leave as it was. */
    private record Seen(
            ClassLoader loader,
            String name,
            int priority,
            Thread.UncaughtExceptionHandler handler,
            boolean interrupted,
            int timeout,
            boolean inTransaction) {

        static Seen now() {
            Thread thread = Thread.currentThread();
            return new Seen(
                    thread.getContextClassLoader(),
                    thread.getName(),
                    thread.getPriority(),
                    thread.getUncaughtExceptionHandler(),
                    thread.isInterrupted(),
                    LocalUserTransaction.timeout(),
                    LocalTransaction.current() != null);
        }
    }

    /** All at once. */
    private static void spoil() {
        Thread thread = Thread.currentThread();
        thread.setName("spoiled");
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.setUncaughtExceptionHandler((t, e) -> {});
        new LocalUserTransaction().setTransactionTimeout(1);
        // neither classes nor services are found by it
        thread.setContextClassLoader(new ClassLoader(null) {});
        thread.interrupt();
    }

    private static void beginTransaction() {
        try {
            new LocalUserTransaction().begin();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Named("spoils")
    @ApplicationScoped
    static class SpoilingRule implements RulePredicate {
        @Override
        public boolean holds(LogRecord row, JsonValue argument) {
            spoil();
            return true;
        }
    }

    @Alternative
    @Priority(1)
    @ApplicationScoped
    static class SpoilingPolicy implements RetryPolicy {
        @Override
        public Optional<Duration> retryAfter(LogRecord row, Throwable error) {
            try {
                // as libraries find what they need
                Class.forName(
                        SpoilingPolicy.class.getName(),
                        false,
                        Thread.currentThread().getContextClassLoader());
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
            spoil();
            beginTransaction();
            return Optional.empty();
        }
    }

    @RequestScoped
    static class Request {

        void use() {}

        @PreDestroy
        void end() {
            spoil();
            beginTransaction();
        }
    }

    @ApplicationScoped
    static class Requesting {

        @Inject
        Request request;

        @Processor("spoil.request")
        void use() {
            request.use();
        }
    }

    /** One thread, so that what looks comes after what spoils, on the same; a pool of more may take another one. */
    private Node oneThread(List<Seen> seen) {
        return running(node().executor(Executors.newFixedThreadPool(1))
                .set("concurrency", "1")
                .set("coordinators", "1")
                .with(SpoilingRule.class, SpoilingPolicy.class, Request.class, Requesting.class)
                .on(
                        "look",
                        row -> Job.task(() -> {
                            seen.add(Seen.now());
                        }))
                .on("spoil.making", row -> {
                    spoil();
                    return Job.task(() -> {});
                })
                .on("spoil.ruled", row -> Job.task(() -> {}))
                .on("spoil.task", row -> Job.task(ThreadStateTest::spoil))
                .on("spoil.atomic", row -> Job.atomic(ThreadStateTest::spoil))
                .on("spoil.batch", row -> Job.batch("import"))
                .on("spoil.failing", row -> {
                    spoil();
                    throw new IllegalStateException("after it");
                })
                .on(
                        "spoil.failing-async",
                        row -> Job.async(() -> {
                            spoil();
                            return CompletableFuture.failedFuture(new IllegalStateException("after it"));
                        }))
                .on(
                        "spoil.failing-task",
                        row -> Job.task(() -> {
                            spoil();
                            throw new IllegalStateException("after it");
                        })));
    }

    @ParameterizedTest
    @ValueSource(strings = {"making", "ruled", "task", "atomic", "request", "failing", "failing-task", "batch"})
    void the_next_row_on_the_thread_finds_it_as_it_was_whatever_code_of_the_row_has_changed_it(String where)
            throws Exception {
        List<Seen> seen = new CopyOnWriteArrayList<>();
        JOBS.onStart(ThreadStateTest::spoil);
        Node node = oneThread(seen);

        node.publisher()
                .publishAll(
                        List.of("look", "spoil." + where, "look"),
                        (type, draft) -> draft.type(type)
                                .eligibleNow()
                                .rules(
                                        where.equals("ruled") && !type.equals("look")
                                                ? new Rule[] {Rule.named("spoils")}
                                                : new Rule[0]));

        until(() -> seen.size() == 2);
        assertThat(seen.get(1)).isEqualTo(seen.get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"failing", "failing-task", "failing-async"})
    void the_retry_policy_is_asked_on_a_thread_that_is_as_it_was_before_the_row(String where) throws Exception {
        Node node = oneThread(new CopyOnWriteArrayList<>());

        long id = publishNow(node, "spoil." + where);

        untilIs(id, ActionState.DEAD);
        until(() -> node.loop().inFlight() == 0);
    }

    @Test
    void the_caller_of_a_run_by_hand_finds_its_thread_as_it_was() throws Exception {
        Node node = byHand(node().with(SpoilingRule.class, SpoilingPolicy.class, Spoiling.class)
                .on("making", row -> {
                    spoil();
                    return Job.task(() -> {});
                })
                .on("failing", row -> {
                    throw new IllegalStateException("so that the policy is asked");
                }));
        node.publisher()
                .publishAll(
                        List.of("making", "failing", "some.type", "making"),
                        (type, draft) -> draft.type(type).eligibleNow().rules(Rule.named("spoils")));
        List<Seen> seen = new CopyOnWriteArrayList<>();

        onThreadOfItsOwn(() -> {
            seen.add(Seen.now());
            node.scheduler().runOnce();
            // what it was cannot be asked for: the product leaves it alone
            new LocalUserTransaction().setTransactionTimeout(0);
            seen.add(Seen.now());
        });

        assertThat(seen.get(1)).isEqualTo(seen.get(0));
    }

    @Test
    void the_caller_of_a_run_by_hand_keeps_the_timeout_of_transactions_that_it_has_set() throws Exception {
        Node node = byHand(node().on("work", row -> Job.task(() -> {})));
        publishNow(node, "work");
        List<Integer> timeouts = new CopyOnWriteArrayList<>();

        onThreadOfItsOwn(() -> {
            new LocalUserTransaction().setTransactionTimeout(300);
            node.scheduler().runOnce();
            timeouts.add(LocalUserTransaction.timeout());
        });

        assertThat(timeouts).containsExactly(300);
    }

    /** That of the tests is not to be spoiled if the product fails to restore it. */
    private static void onThreadOfItsOwn(Runnable work) throws Exception {
        Thread thread = new Thread(work);
        thread.start();
        thread.join();
    }

    @Test
    void an_interrupt_that_the_caller_of_a_run_by_hand_has_is_still_there_after_it() throws Exception {
        Node node = byHand(node().on("making", row -> {
            assertThat(Thread.interrupted()).isTrue();
            return Job.task(() -> {});
        }));
        publishNow(node, "making");
        List<Boolean> interrupted = new CopyOnWriteArrayList<>();

        onThreadOfItsOwn(() -> {
            Thread.currentThread().interrupt();
            node.scheduler().runOnce();
            interrupted.add(Thread.interrupted());
        });

        assertThat(interrupted).containsExactly(true);
    }

    /** Is asked about types on a thread that nothing else of the application's runs on. */
    @Processor("some.*")
    @ApplicationScoped
    static class Spoiling implements LogProcessor {

        static final List<Seen> ASKED = new CopyOnWriteArrayList<>();

        @Override
        public boolean supports(String type) {
            ASKED.add(Seen.now());
            spoil();
            beginTransaction();
            return true;
        }

        @Override
        public Job toJob(LogRecord row) {
            return Job.task(() -> {});
        }
    }

    @Test
    void a_processor_that_is_asked_what_it_supports_leaves_the_thread_of_the_question_as_it_was() throws Exception {
        Spoiling.ASKED.clear();
        Node node = running(node().with(Spoiling.class));

        untilIs(publishNow(node, "some.first"), ActionState.PROCESSED);
        untilIs(publishNow(node, "some.second"), ActionState.PROCESSED);

        assertThat(Spoiling.ASKED).hasSize(2).allMatch(seen -> seen.equals(Spoiling.ASKED.get(0)));
    }

    @Test
    void asking_what_is_routed_keeps_the_callers_transaction() throws Exception {
        Node node = byHand(node().with(Harmless.class));
        LocalTransaction.begin();
        LocalTransaction own = LocalTransaction.current();
        try {
            assertThat(node.actionLogs().isRouted("some.type")).isTrue();
            assertThat(LocalTransaction.current()).isSameAs(own);
        } finally {
            own.rollback();
        }
    }

    @Processor("some.*")
    @ApplicationScoped
    static class Harmless implements LogProcessor {
        @Override
        public Job toJob(LogRecord row) {
            return Job.task(() -> {});
        }
    }

    @Test
    void a_failure_that_cannot_be_written_down_is_a_failed_attempt_and_not_a_lost_row() throws Exception {
        AtomicReference<Thread> worker = new AtomicReference<>();
        Node node = running(node().clock(() -> {
                    if (Thread.currentThread() == worker.get()) {
                        throw new IllegalStateException("no clock");
                    }
                    return java.time.Instant.now();
                })
                .set("retry.initial-delay", "PT1M")
                .on(
                        "work",
                        row -> Job.task(() -> {
                            worker.set(Thread.currentThread());
                            throw new IllegalStateException("failed");
                        })));

        long id = publishNow(node, "work");

        until(() -> "1".equals(database.text("fail_count", id)) && is(id, ActionState.WAITING));
        until(() -> node.loop().inFlight() == 0);
    }
}
