package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.ActionState;
import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.Job;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Rule;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.spi.NodeIdentity;
import io.claimdispatch.spi.PayloadCodec;
import io.claimdispatch.spi.RetryPolicy;
import io.claimdispatch.spi.RuleEvaluator;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Beans that replace ours and return null: each is told by an id, and no row is lost for it. */
class NullAnswersTest extends PipelineTest {

    NullAnswersTest() {
        super(Databases.H2);
    }

    @Alternative
    @Priority(1)
    @ApplicationScoped
    static class NoAnswer implements RuleEvaluator {
        @Override
        @SuppressWarnings({"NullAway", "NullOptional"})
        public Optional<String> refusal(LogRecord row) {
            return null;
        }
    }

    @Test
    void a_rule_evaluator_that_returns_null_is_the_error_of_an_attempt() throws Exception {
        Node node = running(
                node().set("retry.max-attempts", "1").with(NoAnswer.class).on("work", row -> Job.task(() -> {})));

        long id = node.publisher()
                .publish(draft -> draft.type("work")
                        .eligibleNow()
                        .payload(Map.of("total", 1))
                        .rules(Rule.field("total").atLeast(1)))
                .id()
                .orElseThrow();

        untilIs(id, ActionState.DEAD);
        assertThat(Attempts.of(database, id).get(0).getString("error"))
                .contains("CLAIM0102", "RuleEvaluator.refusal", "io.claimdispatch.spi");
    }

    @Alternative
    @Priority(1)
    @ApplicationScoped
    static class NoDelay implements RetryPolicy {
        @Override
        @SuppressWarnings({"NullAway", "NullOptional"})
        public Optional<Duration> retryAfter(LogRecord row, Throwable error) {
            return null;
        }
    }

    @Test
    void a_retry_policy_that_returns_null_is_logged_and_its_row_waits_for_another_attempt() throws Exception {
        try (LogLines log = new LogLines()) {
            Node node = running(node().with(NoDelay.class)
                    .on(
                            "work",
                            row -> Job.task(() -> {
                                throw new IllegalStateException("no mail server");
                            })));

            long id = publishNow(node, "work");

            until(() -> database.count("fail_count = 1 AND state = 'WAITING'") == 1);
            assertThat(log.with("CLAIM0102")).singleElement().asString().contains("RetryPolicy.retryAfter");
            assertThat(database.text("state", id)).isEqualTo("WAITING");
        }
    }

    @Alternative
    @Priority(1)
    @ApplicationScoped
    static class NoText implements PayloadCodec {
        @Override
        @SuppressWarnings("NullAway")
        public String write(Object payload) {
            return null;
        }

        @Override
        public Object read(String json, Type type) {
            return json;
        }
    }

    @Test
    void a_codec_that_returns_null_refuses_the_publish_and_stores_nothing() throws Exception {
        Node node = running(node().with(NoText.class));

        assertThatThrownBy(() -> node.publisher()
                        .publish(draft -> draft.type("work").eligibleNow().payload(Map.of())))
                .isInstanceOfSatisfying(
                        ClaimDispatchException.class, e -> assertThat(e.id()).isEqualTo("CLAIM0013"))
                .hasStackTraceContaining("CLAIM0102");
        assertThat(database.count("1 = 1")).isZero();
    }

    @Alternative
    @Priority(1)
    @ApplicationScoped
    static class NoName implements NodeIdentity {
        @Override
        @SuppressWarnings("NullAway")
        public String nodeName() {
            return null;
        }
    }

    @Test
    void a_node_without_a_name_does_not_start() {
        assertThatThrownBy(() -> running(node().with(NoName.class)))
                .hasStackTraceContaining("CLAIM0102")
                .hasStackTraceContaining("NodeIdentity.nodeName");
    }
}
