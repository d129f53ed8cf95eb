package io.claimdispatch.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.ActionState;
import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.Job;
import io.claimdispatch.Rule;
import io.claimdispatch.spi.PayloadCodec;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code PayloadCodec} promises to those who implement it. */
class PayloadCodecsTest extends ReplacedBeans {

    @Alternative
    @Priority(1)
    @ApplicationScoped
    static class Answering implements PayloadCodec {
        @Override
        public String write(Object payload) {
            NOTED.add("write " + payload.getClass().getSimpleName() + " in " + transaction());
            return payload instanceof String text ? '"' + text + '"' : "{}";
        }

        @Override
        public Object read(String json, Type type) {
            NOTED.add("read " + json + " in " + transaction());
            return answer.get();
        }
    }

    private long publish(Node node, Object payload) {
        return id(node.publisher().publish(d -> d.type("work").eligibleNow().payload(payload)));
    }

    private Node.Builder reading(Class<?> type) {
        return oneAttempt()
                .with(Answering.class)
                .on(
                        "work",
                        row -> Job.task(() -> {
                            Object read = row.payload(type);
                            NOTED.add("got " + read);
                        }));
    }

    @Test
    @SuppressWarnings("NullAway")
    void a_codec_that_reads_null_fails_the_attempt() throws Exception {
        answer = () -> null;
        Node node = running(reading(String.class));

        assertThat(errorOf(publish(node, "x"))).contains("CLAIM0102", "PayloadCodec.read");
    }

    @Test
    void a_codec_that_reads_an_object_of_another_class_fails_the_attempt_with_both_names() throws Exception {
        answer = () -> 7;
        Node node = running(reading(String.class));

        assertThat(errorOf(publish(node, "x"))).contains("CLAIM0217", "java.lang.String", "java.lang.Integer");
    }

    @Test
    void a_codec_may_read_a_primitive_as_its_box() throws Exception {
        answer = () -> 7;
        Node node = running(reading(int.class));

        untilIs(publish(node, "x"), ActionState.PROCESSED);
        assertThat(NOTED).contains("got 7");
    }

    @Test
    void a_checked_exception_that_a_codec_reads_with_is_told_by_an_id_and_without_the_payload() throws Exception {
        answer = () -> {
            throw undeclared(new IOException("at 'geheim'"));
        };
        Node node = running(reading(String.class));

        assertThat(errorOf(publish(node, "geheim")))
                .contains("CLAIM0061", "java.io.IOException")
                .doesNotContain("geheim");
    }

    @Alternative
    @Priority(1)
    @ApplicationScoped
    static class Unwriting extends Answering {
        @Override
        public String write(Object payload) {
            throw undeclared(new IOException("no disk"));
        }
    }

    @Test
    void a_checked_exception_that_a_codec_writes_with_refuses_the_publish_with_an_id() throws Exception {
        Node node = byHand(node().with(Unwriting.class));

        assertThatThrownBy(() -> publish(node, "x"))
                .isInstanceOf(ClaimDispatchException.class)
                .hasMessageContainingAll("CLAIM0013", "no disk")
                .hasRootCauseInstanceOf(IOException.class);
        assertThat(database.count("1 = 1")).isZero();
    }

    @Test
    void a_codec_is_asked_for_the_payload_for_all_meta_at_once_and_for_each_argument_of_a_rule() {
        Node node = byHand(node().with(Answering.class));

        node.publisher()
                .publish(d -> d.type("work")
                        .eligibleNow()
                        .payload(Duration.ZERO)
                        .meta("a", 1)
                        .meta("b", null)
                        .rules(Rule.named("one", "x"), Rule.field("f").atLeast("y"), Rule.named("none")));
        node.publisher().publish(d -> d.type("work").eligibleNow());
        node.publisher().publish(d -> d.type("work").eligibleNow().payloadJson("[]"));
        node.publisher()
                .publish(
                        d -> d.type("work").eligibleNow().payload(Duration.ZERO).when(() -> false));

        assertThat(NOTED)
                .hasSize(4)
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("write Duration"),
                        second -> assertThat(second).contains("Map"),
                        third -> assertThat(third).startsWith("write String"),
                        fourth -> assertThat(fourth).startsWith("write String"));
    }

    @Test
    void a_codec_writes_in_the_transaction_of_the_publish_and_reads_in_that_of_the_task() throws Exception {
        answer = () -> "read";
        Node node = running(oneAttempt()
                .with(Answering.class)
                .on(
                        "work",
                        row -> Job.task(() -> {
                            row.payload(String.class);
                        }))
                .on(
                        "atomic",
                        row -> Job.atomic(() -> {
                            row.payload(String.class);
                        })));
        LocalTransaction.begin();
        long id = publish(node, "x");
        LocalTransaction.current().commit();

        untilIs(id, ActionState.PROCESSED);
        untilIs(id(node.publisher().publish(d -> d.type("atomic").eligibleNow().payload("y"))), ActionState.PROCESSED);

        assertThat(NOTED)
                .containsExactly(
                        "write String in a transaction",
                        "read \"x\" in no transaction",
                        "write String in no transaction",
                        "read \"y\" in a transaction");
    }

    @Decorator
    @Priority(1)
    static class Coded implements PayloadCodec {
        @Inject
        @Delegate
        PayloadCodec json;

        @Override
        public String write(Object payload) {
            return "{\"code\":\""
                    + Base64.getEncoder().encodeToString(json.write(payload).getBytes(UTF_8)) + "\"}";
        }

        @Override
        public Object read(String text, Type type) {
            Map<?, ?> stored = (Map<?, ?>) json.read(text, Map.class);
            return json.read(new String(Base64.getDecoder().decode((String) stored.get("code")), UTF_8), type);
        }
    }

    @Test
    void a_decorator_changes_what_the_default_codec_writes_and_reads() throws Exception {
        Node node = running(oneAttempt()
                .with(Coded.class)
                .on(
                        "work",
                        row -> Job.task(() -> {
                            NOTED.add(row.payload(String.class));
                        })));

        long id = publish(node, "secret");

        untilIs(id, ActionState.PROCESSED);
        assertThat(NOTED).containsExactly("secret");
        assertThat(database.text("payload", id)).startsWith("{\"code\":").doesNotContain("secret");
    }

    @Decorator
    @Priority(1)
    static class NoJson extends Coded {
        @Override
        public String write(Object payload) {
            return "<" + json.write(payload) + ">";
        }
    }

    @Test
    void what_a_decorator_of_the_default_codec_writes_is_checked_like_what_any_codec_writes() throws Exception {
        Node node = byHand(node().with(NoJson.class));

        assertThatThrownBy(() -> publish(node, "x")).hasMessageContaining("CLAIM0013");
        assertThat(database.count("1 = 1")).isZero();
    }
}
