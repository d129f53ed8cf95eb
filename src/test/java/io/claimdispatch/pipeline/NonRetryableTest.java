package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.LogRecord;
import io.claimdispatch.NonRetryableException;
import io.claimdispatch.Processor;
import io.claimdispatch.Rule;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.spi.RetryPolicy;
import io.claimdispatch.spi.RulePredicate;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Named;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The exception that means that no attempt can succeed, from each place where an application can throw it. */
class NonRetryableTest extends PipelineTest {

    private static final AtomicInteger ASKED = new AtomicInteger();

    NonRetryableTest() {
        super(Databases.H2);
    }

    @BeforeEach
    void nobodyAsked() {
        ASKED.set(0);
    }

    /** Would try again for ever, also where no attempt can succeed. */
    @Alternative
    @Priority(10)
    @ApplicationScoped
    static class Patient implements RetryPolicy {
        @Override
        public Optional<Duration> retryAfter(LogRecord row, Throwable error) {
            ASKED.incrementAndGet();
            return Optional.of(Duration.ZERO);
        }

        @Override
        public Optional<Duration> retryHopeless(LogRecord row, Throwable error) {
            return retryAfter(row, error);
        }
    }

    @ApplicationScoped
    @Named("never")
    static class Never implements RulePredicate {
        @Override
        public boolean holds(LogRecord row, JsonValue argument) {
            throw new NonRetryableException("no rule of these days");
        }
    }

    public record Picky(String address) {
        public Picky {
            throw new NonRetryableException("no address");
        }
    }

    @ApplicationScoped
    static class Methods {
        @Processor("method")
        void method() {
            throw new IllegalStateException("around", new NonRetryableException("never by method"));
        }

        @Processor("payload")
        void payload(Picky payload) {}
    }

    private static void never() {
        throw new NonRetryableException("never", new IllegalStateException("the account is closed"));
    }

    @Test
    void a_non_retryable_exception_makes_the_row_a_dead_letter_at_once_wherever_it_is_thrown() throws Exception {
        Node node = running(node().with(Patient.class, Never.class, Methods.class)
                .on("task", row -> Job.task(NonRetryableTest::never))
                .on("atomic", row -> Job.atomic(NonRetryableTest::never))
                .on("async", row -> Job.async(() -> CompletableFuture.runAsync(NonRetryableTest::never)))
                .on(
                        "wrapped",
                        row -> Job.async(() -> CompletableFuture.failedFuture(new CompletionException(
                                new IllegalStateException(new NonRetryableException("never wrapped"))))))
                .on("ruled", row -> Job.task(() -> {}))
                .on("jobless", row -> {
                    throw new NonRetryableException("no job for that");
                }));
        for (String type : new String[] {"task", "atomic", "async", "wrapped", "jobless", "method"}) {
            publishNow(node, type);
        }
        long ruled =
                id(node.publisher().publish(d -> d.type("ruled").eligibleNow().rules(Rule.named("never"))));
        long payload =
                id(node.publisher().publish(d -> d.type("payload").eligibleNow().payload(Map.of("address", ""))));

        untilStates("DEAD 8");

        assertThat(ASKED).hasValue(0);
        assertThat(database.count("fail_count = 1")).isEqualTo(8);
        assertThat(database.text("errors", ruled)).contains("NonRetryableException: no rule of these days");
        assertThat(database.text("errors", payload)).contains("CLAIM0061");
    }

    @Test
    void what_is_thrown_without_it_is_left_to_the_policy() throws Exception {
        Node node = running(node().with(Patient.class)
                .on(
                        "work",
                        row -> Job.task(() -> {
                            if (row.attempt() == 1) {
                                throw new IllegalStateException("may be better next time");
                            }
                        })));

        untilIs(publishNow(node, "work"), ActionState.PROCESSED);

        assertThat(ASKED).hasValue(1);
    }
}
