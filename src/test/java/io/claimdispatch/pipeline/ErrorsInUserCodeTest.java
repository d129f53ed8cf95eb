package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.LogProcessor;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Processor;
import io.claimdispatch.Rule;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.spi.PayloadCodec;
import io.claimdispatch.spi.RetryPolicy;
import io.claimdispatch.spi.RulePredicate;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Named;
import jakarta.json.JsonValue;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An {@link Error} in any user code affects only its own row. */
class ErrorsInUserCodeTest extends PipelineTest {

    ErrorsInUserCodeTest() {
        super(Databases.H2);
    }

    /** As a server ends threads that it wants back. */
    static final class ThreadEnd extends Error {
        private static final long serialVersionUID = 1;
    }

    private static final Map<String, Error> ERRORS = Map.of(
            "stack", new StackOverflowError(),
            "class", new NoClassDefFoundError("gone"),
            "memory", new OutOfMemoryError("by hand"),
            "thread", new ThreadEnd(),
            "assertion", new AssertionError("not so"));

    private static Job thrown(LogRecord row) {
        throw ERRORS.get(row.type().substring(row.type().indexOf('.') + 1));
    }

    /** One thread, so that the good row comes after all that went wrong on it. */
    private Node.Builder oneThread() {
        return node().set("concurrency", "1").set("retry.max-attempts", "1").on("good", row -> Job.task(() -> {}));
    }

    private void othersGoOn(Node node) throws Exception {
        untilIs(publishNow(node, "good"), ActionState.PROCESSED);
        until(() -> node.loop().inFlight() == 0);
    }

    @Test
    void an_error_in_a_task_or_in_making_it_is_a_failed_attempt() throws Exception {
        Node.Builder builder = oneThread();
        ERRORS.keySet()
                .forEach(kind -> builder.on(
                                "task." + kind,
                                row -> Job.task(() -> {
                                    thrown(row);
                                }))
                        .on("make." + kind, ErrorsInUserCodeTest::thrown));
        Node node = running(builder);

        for (String kind : ERRORS.keySet()) {
            publishNow(node, "task." + kind);
            publishNow(node, "make." + kind);
        }

        until(() -> count(ActionState.DEAD) == 10);
        for (Map.Entry<String, Error> each : ERRORS.entrySet()) {
            assertThat(database.count("type LIKE '%." + each.getKey() + "' AND errors LIKE '%"
                            + each.getValue().getClass().getSimpleName() + "%'"))
                    .isEqualTo(2);
        }
        othersGoOn(node);
    }

    @Processor("family.*")
    static class Family implements LogProcessor {
        @Override
        public boolean supports(String type) {
            if (type.equals("family.bad")) {
                throw new NoClassDefFoundError("gone");
            }
            return true;
        }

        @Override
        public Job toJob(LogRecord row) {
            return Job.task(() -> {});
        }
    }

    @Test
    void an_error_in_supports_leaves_only_its_own_type_unrouted() throws Exception {
        Node node = running(oneThread().with(Family.class));

        long bad = publishNow(node, "family.bad");
        long good = publishNow(node, "family.good");

        untilIs(good, ActionState.PROCESSED);
        othersGoOn(node);
        assertThat(database.text("state", bad)).isEqualTo("WAITING");
        assertThat(node.actionLogs().unroutedTypes()).contains("family.bad");
    }

    @ApplicationScoped
    @Named("deep")
    static class Deep implements RulePredicate {
        @Override
        public boolean holds(LogRecord row, JsonValue argument) {
            throw new StackOverflowError("in the rule");
        }
    }

    @Test
    void an_error_in_a_rule_is_a_failed_attempt() throws Exception {
        Node node = running(oneThread().with(Deep.class));

        long id = id(node.publisher().publish(d -> d.type("good").eligibleNow().rules(Rule.named("deep"))));

        untilIs(id, ActionState.DEAD);
        assertThat(database.text("errors", id)).contains("StackOverflowError: in the rule");
        othersGoOn(node);
    }

    @Alternative
    @Priority(10)
    @ApplicationScoped
    static class BrokenPolicy implements RetryPolicy {
        @Override
        public Optional<Duration> retryAfter(LogRecord row, Throwable error) {
            throw new NoClassDefFoundError("gone from the policy");
        }
    }

    @Test
    void an_error_in_the_retry_policy_loses_no_row() throws Exception {
        Node node = running(oneThread()
                .with(BrokenPolicy.class)
                .on(
                        "bad",
                        row -> Job.task(() -> {
                            throw new IllegalStateException("first");
                        })));

        long id = publishNow(node, "bad");

        until(() -> "1".equals(database.text("fail_count", id)));
        assertThat(database.text("state", id)).isEqualTo("WAITING");
        othersGoOn(node);
    }

    /** Throws an exception whose message cannot be read, so that logging it fails too. */
    @Alternative
    @Priority(10)
    @ApplicationScoped
    static class UnspeakablePolicy implements RetryPolicy {
        @Override
        public Optional<Duration> retryAfter(LogRecord row, Throwable error) {
            throw new IllegalStateException() {
                private static final long serialVersionUID = 1;

                @Override
                public String getMessage() {
                    throw new StackOverflowError("in the message");
                }
            };
        }
    }

    @Test
    void an_error_in_the_message_of_the_retry_policys_exception_loses_no_row() throws Exception {
        try (LogLines log = new LogLines()) {
            Node node = running(oneThread()
                    .with(UnspeakablePolicy.class)
                    .on(
                            "bad",
                            row -> Job.task(() -> {
                                throw new IllegalStateException("first");
                            })));

            long id = publishNow(node, "bad");

            until(() -> "1".equals(database.text("fail_count", id)));
            assertThat(database.text("state", id)).isEqualTo("WAITING");
            assertThat(log.with("CLAIM0149")).hasSize(1);
            othersGoOn(node);
        }
    }

    @Alternative
    @Priority(10)
    @ApplicationScoped
    static class BrokenCodec implements PayloadCodec {
        @Override
        public String write(Object payload) {
            return "{}";
        }

        @Override
        public Object read(String json, Type type) {
            throw new OutOfMemoryError("in the codec");
        }
    }

    @Test
    void an_error_in_the_payload_codec_is_a_failed_attempt() throws Exception {
        Node node = running(oneThread()
                .with(BrokenCodec.class)
                .on(
                        "reads",
                        row -> Job.task(() -> {
                            row.payload(String.class);
                        })));

        long id = id(node.publisher().publish(d -> d.type("reads").eligibleNow().payload("text")));

        untilIs(id, ActionState.DEAD);
        assertThat(database.text("errors", id)).contains("OutOfMemoryError: in the codec");
        othersGoOn(node);
    }
}
