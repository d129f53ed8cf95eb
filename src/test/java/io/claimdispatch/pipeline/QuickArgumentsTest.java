package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.ActionType;
import io.claimdispatch.ClaimDispatch;
import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.Draft;
import io.claimdispatch.Publication;
import io.claimdispatch.Publisher;
import io.claimdispatch.internal.store.Databases;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the quick calls make of their arguments, and which of them they refuse. */
class QuickArgumentsTest extends PipelineTest {

    private static final Instant AT = Instant.parse("2040-01-01T00:00:00Z");
    private static final ActionType<Object> ANY = ActionType.of("any", Object.class);
    private static final ActionType<List<Integer>> NUMBERS =
            ActionType.of("numbers", new TypeLiteral<List<Integer>>() {});

    QuickArgumentsTest() {
        super(Databases.H2);
    }

    private interface Call {
        Publication with(Publisher publisher, Object payload);
    }

    private static Arguments call(String name, Call call) {
        return Arguments.of(name, call);
    }

    static Stream<Arguments> calls() {
        return Stream.of(
                call("now", (publisher, payload) -> publisher.quick("work", payload)),
                call("now, options", (publisher, payload) -> publisher.quick("work", payload, d -> {})),
                call("delay", (publisher, payload) -> publisher.quick("work", Duration.ZERO, payload)),
                call(
                        "delay, options",
                        (publisher, payload) -> publisher.quick("work", Duration.ZERO, payload, d -> {})),
                call("time", (publisher, payload) -> publisher.quick("work", AT, payload)),
                call("time, options", (publisher, payload) -> publisher.quick("work", AT, payload, d -> {})),
                call("typed", (publisher, payload) -> publisher.quick(ANY, payload)),
                call("typed, options", (publisher, payload) -> publisher.quick(ANY, payload, d -> {})),
                call("typed, delay", (publisher, payload) -> publisher.quick(ANY, Duration.ZERO, payload)),
                call(
                        "typed, delay, options",
                        (publisher, payload) -> publisher.quick(ANY, Duration.ZERO, payload, d -> {})),
                call("typed, time", (publisher, payload) -> publisher.quick(ANY, AT, payload)),
                call("typed, time, options", (publisher, payload) -> publisher.quick(ANY, AT, payload, d -> {})));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void a_payload_that_was_meant_as_another_argument_is_refused_with_the_call_that_was_meant(String name, Call call)
            throws Exception {
        Publisher publisher = byHand(node()).publisher();
        Consumer<Draft> options = d -> {};

        assertThatThrownBy(() -> call.with(publisher, AT))
                .isInstanceOf(ClaimDispatchException.class)
                .hasMessageStartingWith("CLAIM0189")
                .hasMessageContaining("quick(type, at, payload)");
        assertThatThrownBy(() -> call.with(publisher, Duration.ofMinutes(5)))
                .hasMessageStartingWith("CLAIM0189")
                .hasMessageContaining("quick(type, delay, payload)");
        assertThatThrownBy(() -> call.with(publisher, options))
                .hasMessageStartingWith("CLAIM0189")
                .hasMessageContaining("quick(type, payload, options)");
        assertThat(database.count("1 = 1")).isZero();
        assertThat(call.with(publisher, "any other").isStored()).isTrue();
    }

    @Test
    void an_instant_or_a_duration_is_data_where_a_draft_says_so() throws Exception {
        Publisher publisher = byHand(node()).publisher();

        long instant = id(publisher.publish(d -> d.type("work").eligibleNow().payload(AT)));
        long duration = id(publisher.publish(d -> d.action(ActionType.of("work", Duration.class), Duration.ofMinutes(5))
                .eligibleNow()));

        assertThat(database.text("payload", instant)).isEqualTo("\"2040-01-01T00:00:00Z\"");
        assertThat(database.text("payload", duration)).isEqualTo("\"PT5M\"");
    }

    @Test
    void null_as_the_payload_stores_the_empty_object() throws Exception {
        Publisher publisher = byHand(node()).publisher();

        List<Publication> published = List.of(
                publisher.quick("work", null),
                publisher.quick("work", AT, null),
                publisher.quick("work", Duration.ZERO, null),
                publisher.quick("work", AT, null, d -> {}),
                publisher.quick(NUMBERS, null),
                publisher.quick(NUMBERS, AT, null));

        for (Publication each : published) {
            assertThat(database.text("payload", id(each))).isEqualTo("{}");
        }
        assertThat(database.time("end_at", id(published.get(1)))).isEqualTo(AT);
    }

    @Test
    void a_function_after_the_time_is_options_and_may_replace_what_the_call_has_set() throws Exception {
        Publisher publisher = byHand(node()).publisher();

        long id = id(publisher.quick(
                "work", Duration.ofDays(1), d -> d.idempotencyKey("k").eligibleAt(AT)));

        assertThat(database.text("payload", id)).isEqualTo("{}");
        assertThat(database.text("idempotency_key", id)).isEqualTo("k");
        assertThat(database.time("end_at", id)).isEqualTo(AT);
    }

    @Test
    void many_payloads_of_one_action_type_have_their_results_in_their_order() throws Exception {
        Publisher publisher = byHand(node()).publisher();

        List<Publication> published = publisher.publishAll(NUMBERS, List.of(List.of(1), List.of(2, 3)));

        assertThat(published).hasSize(2);
        assertThat(database.text("type", id(published.get(0)))).isEqualTo("numbers");
        assertThat(database.text("payload", id(published.get(0)))).isEqualTo("[1]");
        assertThat(database.text("payload", id(published.get(1)))).isEqualTo("[2,3]");
    }

    @Test
    void the_static_facade_has_every_method_of_the_publisher() {
        List<String> methods = Arrays.stream(Publisher.class.getMethods())
                .map(QuickArgumentsTest::signature)
                .toList();

        assertThat(methods).hasSizeGreaterThan(15);
        assertThat(Arrays.stream(ClaimDispatch.class.getMethods()).map(QuickArgumentsTest::signature))
                .containsAll(methods);
    }

    private static String signature(Method method) {
        return method.getGenericReturnType() + " " + method.getName()
                + Arrays.toString(method.getGenericParameterTypes());
    }
}
