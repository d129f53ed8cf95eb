package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.ActionState;
import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.Draft;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Processor;
import io.claimdispatch.Publication;
import io.claimdispatch.Rule;
import io.claimdispatch.internal.store.Databases;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the publisher refuses could not be read when it is due, and what it takes can. */
abstract class PublishingLimitsContract extends PipelineTest {

    private static final int LEVELS = 500;
    private static final int DIGITS = 1_000;

    PublishingLimitsContract(Databases database) {
        super(database);
    }

    @ApplicationScoped
    static class Readers {
        @Processor("work")
        void read(JsonValue payload, LogRecord row) {
            assertThat(payload.asJsonObject()).containsKey("n");
            assertThat(row.meta()).isNotNull();
        }
    }

    private static String nested(int levels) {
        return "[".repeat(levels) + "]".repeat(levels);
    }

    private static Object nestedLists(int levels) {
        Object list = 1;
        for (int i = 0; i < levels; i++) {
            list = List.of(list);
        }
        return list;
    }

    private static String number(int digits) {
        return "7".repeat(digits);
    }

    private static Arguments what(String name, Consumer<Draft> says) {
        return Arguments.of(name, says);
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                what("900 nested arrays", d -> d.payloadJson(nested(900))),
                what("one level too many", d -> d.payloadJson(nested(LEVELS + 1))),
                what("more levels than the parser takes", d -> d.payloadJson(nested(20_000))),
                what(
                        "5,000 digits under rules",
                        d -> d.payloadJson("{\"n\":" + number(5_000) + "}")
                                .rules(Rule.field("n").atLeast(1))),
                what("one digit too many", d -> d.payloadJson("[" + number(DIGITS + 1) + "]")),
                what("an exponent without an end", d -> d.payloadJson("{\"n\":1e99999999999}")),
                what("a negative exponent", d -> d.payloadJson("{\"n\":1E-1001}")),
                what("an object with too many levels", d -> d.payload(nestedLists(LEVELS + 1))),
                what("a number of an object", d -> d.payload(Map.of("n", new BigDecimal(number(DIGITS + 1))))),
                what("a number in meta", d -> d.meta("n", new BigDecimal(number(DIGITS + 1)))),
                what("levels in meta", d -> d.meta("n", nestedLists(LEVELS))),
                what("a number in a rule", d -> d.rules(Rule.named("r", new BigDecimal(number(DIGITS + 1))))),
                what("levels in a rule", d -> d.rules(Rule.field("n").oneOf(List.of(nestedLists(LEVELS))))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void a_payload_that_readers_might_not_read_is_refused_and_stores_nothing(String name, Consumer<Draft> says)
            throws Exception {
        Node node = byHand(node());
        Consumer<Draft> good = d -> d.type("work").eligibleNow();

        assertThatThrownBy(() -> node.publisher().publishAll(List.of(good, good.andThen(says))))
                .isInstanceOf(ClaimDispatchException.class)
                .hasMessageStartingWith("CLAIM0005")
                .hasMessageContaining("'work'");
        assertThat(database.count("1 = 1")).isZero();
    }

    @Test
    void a_payload_just_within_the_bounds_is_read_compared_and_processed() throws Exception {
        Node node = running(node().with(Readers.class));
        String deep = "{\"n\":" + number(DIGITS) + ",\"e\":[1e1000,1E-1000],\"a\":" + nested(LEVELS - 1) + "}";

        Publication published = node.publisher()
                .publish(d -> d.type("work")
                        .eligibleNow()
                        .payloadJson(deep)
                        .meta("a", nestedLists(LEVELS - 1))
                        .rules(
                                Rule.field("n").atLeast(1),
                                Rule.field("n").equalTo(new BigDecimal(number(DIGITS))),
                                Rule.field("e").present()));

        untilIs(id(published), ActionState.PROCESSED);
    }

    @Test
    void a_rule_that_the_reader_would_refuse_is_refused_by_the_publisher() throws Exception {
        Node node = byHand(node());

        assertThatThrownBy(() -> node.publisher()
                        .publish(d ->
                                d.type("work").eligibleNow().rules(new Rule.Compared("n", Rule.Comparison.ONE_OF, 7))))
                .isInstanceOf(ClaimDispatchException.class)
                .hasMessageStartingWith("CLAIM0013")
                .hasMessageContaining("is not an array");
        assertThat(database.count("1 = 1")).isZero();
    }

    @Test
    void a_payload_of_more_bytes_than_the_setting_says_is_refused_with_all_that_is_published_with_it()
            throws Exception {
        Node node = byHand(node().set("max-payload", "1000"));
        String largest = "ä".repeat(499);
        Consumer<Draft> good = d -> d.type("work").eligibleNow().payload(largest);

        long id = id(node.publisher().publish(good));
        assertThatThrownBy(() -> node.publisher()
                        .publishAll(
                                List.of(good, d -> d.type("big").eligibleNow().payload(largest + "x"))))
                .isInstanceOf(ClaimDispatchException.class)
                .hasMessageStartingWith("CLAIM0004")
                .hasMessageContainingAll("'big'", "1001", "1000", "claim-dispatch.max-payload");
        assertThatThrownBy(() -> node.publisher()
                        .publish(d -> d.type("big").eligibleNow().meta("m", largest)))
                .as("meta counts too")
                .hasMessageStartingWith("CLAIM0004");
        assertThat(database.query("SELECT id FROM action_logs")).containsExactly(id);
        assertThat(database.text("payload_size", id)).isEqualTo("1000");
    }

    @Test
    void a_payload_larger_than_a_claim_but_not_than_the_setting_is_claimed_and_processed() throws Exception {
        Node node = running(
                node().set("claim-bytes", "1000").set("max-payload", "2000000").with(Readers.class));

        Publication published =
                node.publisher().publish(d -> d.type("work").eligibleNow().payload(Map.of("n", "x".repeat(1_900_000))));

        untilIs(id(published), ActionState.PROCESSED);
    }
}
