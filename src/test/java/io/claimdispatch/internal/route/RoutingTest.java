package io.claimdispatch.internal.route;

import static io.claimdispatch.internal.route.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.Job;
import io.claimdispatch.LogProcessor;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Processor;
import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.common.TypePattern;
import io.claimdispatch.internal.config.TestSettings;
import io.claimdispatch.internal.policy.ProcessorPolicy;
import io.claimdispatch.internal.route.call.Handler;
import io.claimdispatch.internal.route.discovery.Registration;
import io.claimdispatch.internal.watchdog.CallWatchdog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.Bean;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RoutingTest {

    abstract static class Named implements LogProcessor {
        @Override
        public boolean supports(String type) {
            Application.log().add(name() + "? " + type);
            return !type.endsWith("never") || name().equals("*");
        }

        @Override
        public Job toJob(LogRecord row) {
            return Job.batch(name());
        }

        /** A client proxy is a subclass, and does not inherit the annotation. */
        private String name() {
            Class<?> own = getClass();
            while (own.getAnnotation(Processor.class) == null) {
                own = own.getSuperclass();
            }
            return own.getAnnotation(Processor.class).value();
        }
    }

    @Processor("order.paid")
    static class Exact extends Named {}

    @Processor("order.*")
    static class Orders extends Named {}

    @Processor("order.line.*")
    static class Lines extends Named {}

    @Processor("*")
    static class Everything extends Named {}

    private static String taker(Application app, String type) throws Exception {
        return ((Job.Batch) app.job(row(type))).name();
    }

    @Test
    void an_exact_type_wins_over_families_and_a_longer_family_over_a_shorter_one() throws Exception {
        try (Application app = Application.of(Everything.class, Orders.class, Lines.class, Exact.class)) {
            assertThat(taker(app, "order.paid")).isEqualTo("order.paid");
            assertThat(taker(app, "order.line.added")).isEqualTo("order.line.*");
            assertThat(taker(app, "order.sent")).isEqualTo("order.*");
            assertThat(taker(app, "orders")).isEqualTo("*");
        }
    }

    @Test
    void a_family_that_does_not_support_a_type_leaves_it_to_the_next() throws Exception {
        try (Application app = Application.of(Everything.class, Orders.class)) {
            assertThat(taker(app, "order.never")).isEqualTo("*");
        }
    }

    @Test
    void supports_is_called_once_per_type_even_if_the_answer_is_no() throws Exception {
        try (Application app = Application.of(Orders.class, Exact.class)) {
            for (int i = 0; i < 3; i++) {
                app.registry().seen("order.sent");
                app.registry().seen("order.never");
                app.registry().isRoutable("order.paid");
                app.job(row("order.sent"));
            }
            assertThat(Application.log()).containsExactly("order.*? order.sent", "order.*? order.never");
        }
    }

    @Test
    void supports_is_called_once_if_many_threads_see_a_type_first() throws Exception {
        try (Application app = Application.of(Orders.class)) {
            ProcessorRegistry registry = app.registry();
            ExecutorService threads = Executors.newFixedThreadPool(8);
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Boolean>> answers = IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(() -> {
                        start.await();
                        return registry.isRoutable("order.sent");
                    }))
                    .toList();
            start.countDown();
            for (Future<Boolean> answer : answers) {
                assertThat(answer.get()).isTrue();
            }
            threads.shutdown();
            assertThat(Application.log()).containsExactly("order.*? order.sent");
        }
    }

    @Test
    void the_registry_lists_the_types_that_a_claim_may_ask_for() {
        try (Application app = Application.of(Orders.class, Exact.class)) {
            ProcessorRegistry registry = app.registry();
            assertThat(registry.routableTypes()).containsExactly("order.paid");
            List.of("order.sent", "order.never", "mail.sent").forEach(registry::seen);
            assertThat(registry.routableTypes()).containsExactlyInAnyOrder("order.paid", "order.sent");
            assertThat(registry.unroutableTypes()).containsExactlyInAnyOrder("order.never", "mail.sent");
            assertThat(registry.knownTypes())
                    .containsExactlyInAnyOrder("order.paid", "order.sent", "order.never", "mail.sent");
            assertThat(registry.isRoutable("order.sent")).isTrue();
            assertThat(registry.isRoutable("mail.sent")).isFalse();
        }
    }

    @Processor("order.*")
    static class Undecided extends Named {
        @Override
        public boolean supports(String type) {
            throw new IllegalStateException("who knows");
        }
    }

    @Test
    void a_type_whose_processor_fails_to_answer_goes_to_no_other_processor() {
        try (Application app = Application.of(Undecided.class, Everything.class)) {
            assertThat(app.registry().isRoutable("order.sent")).isFalse();
            assertThat(app.registry().isRoutable("mail.sent")).isTrue();
        }
    }

    @ApplicationScoped
    static class FamilyMethod {
        @Processor("log.*")
        void log(LogRecord row) {
            Application.log().add(row.type());
        }
    }

    @Test
    void a_processor_method_can_handle_a_family() throws Exception {
        try (Application app = Application.of(FamilyMethod.class)) {
            app.run(row("log.a"));
            app.run(row("log.b"));
            assertThat(Application.log()).containsExactly("log.a", "log.b");
        }
    }

    @Test
    void only_the_newest_types_are_remembered() {
        RouteTable routes = new RouteTable(List.of(), new CallWatchdog(TestSettings.of(), new Ticker()));
        IntStream.rangeClosed(0, RouteTable.MAX_SEEN).forEach(i -> routes.find("type." + i));
        assertThat(routes.snapshot().known())
                .hasSize(RouteTable.MAX_SEEN)
                .doesNotContain("type.0")
                .contains("type.1", "type." + RouteTable.MAX_SEEN);
        assertThat(routes.forgets()).isTrue();
    }

    @Test
    void unroutable_types_are_forgotten_before_types_that_a_family_handles() {
        try (Application app = Application.of(FamilyMethod.class)) {
            app.registry().seen("log.first");
            IntStream.rangeClosed(0, RouteTable.MAX_SEEN)
                    .forEach(i -> app.registry().seen("type." + i));

            assertThat(app.registry().routableTypes()).contains("log.first");
            assertThat(app.registry().knownTypes()).doesNotContain("type.0", "type.1");
        }
    }

    @Test
    void a_hanging_supports_method_blocks_no_claim() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answers = new CountDownLatch(1);
        Handler hanging = new Handler() {
            @Override
            public boolean supports(String type) throws InterruptedException {
                asked.countDown();
                answers.await();
                return true;
            }

            @Override
            public Job job(LogRecord row) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void verify() {}
        };
        RouteTable routes = new RouteTable(
                List.of(new Registration(
                        new TypePattern("order.*"), "a place", anyBean(), hanging, ProcessorPolicy.NONE)),
                new CallWatchdog(TestSettings.of(), new Ticker()));
        CompletableFuture<Handler> question = CompletableFuture.supplyAsync(() -> routes.find("order.paid"));
        asked.await();

        CompletableFuture<RouteTable.Snapshot> claim = CompletableFuture.supplyAsync(routes::snapshot);

        assertThat(claim)
                .succeedsWithin(Duration.ofSeconds(20))
                .satisfies(snapshot -> assertThat(snapshot.known()).isEmpty());
        answers.countDown();
        assertThat(question).succeedsWithin(Duration.ofSeconds(20)).isSameAs(hanging);
        assertThat(routes.snapshot().routable()).containsExactly("order.paid");
    }

    private static Bean<?> anyBean() {
        return (Bean<?>) Proxy.newProxyInstance(
                RoutingTest.class.getClassLoader(), new Class<?>[] {Bean.class}, (proxy, method, values) -> null);
    }

    @ApplicationScoped
    static class Faulty {
        @Processor("null")
        Job nothing() {
            return null;
        }

        @Processor("typed")
        void typed(List<Integer> numbers) {
            Application.log().add("ran " + numbers);
        }
    }

    @Processor("null.class")
    static class NullProcessor implements LogProcessor {
        @Override
        public Job toJob(LogRecord row) {
            return null;
        }
    }

    @Processor("typed.class")
    static class TypedProcessor implements LogProcessor {
        @Override
        public Job toJob(LogRecord row) {
            return Job.batch(
                    Collections.max(row.payload(Numbers.class).numbers()).toString());
        }
    }

    public record Numbers(List<Integer> numbers) {}

    private static void assertProblem(String id, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ClaimDispatchException.class, e -> assertThat(e.id()).isEqualTo(id));
    }

    @Test
    void a_type_without_processor_is_an_error_of_the_row() {
        try (Application app = Application.of()) {
            assertProblem("CLAIM0060", () -> app.job(row("gone")));
        }
    }

    @Test
    void a_processor_that_returns_no_job_is_an_error_of_the_row() {
        try (Application app = Application.of(Faulty.class, NullProcessor.class)) {
            assertProblem("CLAIM0067", () -> app.job(row("null")));
            assertProblem("CLAIM0067", () -> app.job(row("null.class")));
        }
    }

    @Test
    void a_payload_that_does_not_fit_is_an_error_of_the_row_and_never_reaches_the_method() {
        try (Application app = Application.of(Faulty.class, TypedProcessor.class)) {
            assertProblem("CLAIM0061", () -> app.run(row("typed", "{\"no\":\"list\"}")));
            assertProblem("CLAIM0061", () -> app.run(row("typed", "null")));
            assertProblem("CLAIM0070", () -> app.run(row("typed", "no JSON")));
            assertProblem("CLAIM0061", () -> app.job(row("typed.class", "{\"numbers\":\"none\"}")));
            assertThat(Application.log()).isEmpty();
        }
    }
}
