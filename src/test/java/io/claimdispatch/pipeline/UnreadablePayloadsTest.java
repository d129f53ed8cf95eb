package io.claimdispatch.pipeline;

import static io.claimdispatch.pipeline.PublishingLimitsContract.DIGITS;
import static io.claimdispatch.pipeline.PublishingLimitsContract.LEVELS;
import static io.claimdispatch.pipeline.PublishingLimitsContract.nested;
import static io.claimdispatch.pipeline.PublishingLimitsContract.nestedLists;
import static io.claimdispatch.pipeline.PublishingLimitsContract.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.Draft;
import io.claimdispatch.Rule;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.EachDatabase;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The publisher refuses before it asks a database for anything, so nothing here differs by the database. The second one shows
 * that nothing is stored where another process keeps the rows.
 */
@ParameterizedClass
@EachDatabase({Databases.H2, Databases.POSTGRESQL})
class UnreadablePayloadsTest extends PipelineTest {

    UnreadablePayloadsTest(Databases database) {
        super(database);
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
}
