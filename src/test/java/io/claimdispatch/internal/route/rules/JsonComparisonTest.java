package io.claimdispatch.internal.route.rules;

import static io.claimdispatch.Rule.Comparison.ABSENT;
import static io.claimdispatch.Rule.Comparison.AT_LEAST;
import static io.claimdispatch.Rule.Comparison.AT_MOST;
import static io.claimdispatch.Rule.Comparison.EQUAL;
import static io.claimdispatch.Rule.Comparison.GREATER;
import static io.claimdispatch.Rule.Comparison.LESS;
import static io.claimdispatch.Rule.Comparison.NOT_EQUAL;
import static io.claimdispatch.Rule.Comparison.ONE_OF;
import static io.claimdispatch.Rule.Comparison.PRESENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.LogRecord;
import io.claimdispatch.Rule;
import io.claimdispatch.Rule.Comparison;
import io.claimdispatch.internal.payload.JsonText;
import io.claimdispatch.internal.payload.JsonbPayloadCodec;
import io.claimdispatch.internal.route.Rows;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonComparisonTest {

    private static final Set<Comparison> OF_VALUES = EnumSet.of(EQUAL, NOT_EQUAL, GREATER, AT_LEAST, LESS, AT_MOST);

    private static Set<Comparison> holding(String member, String value) {
        EnumSet<Comparison> holding = EnumSet.noneOf(Comparison.class);
        for (Comparison comparison : OF_VALUES) {
            if (JsonComparison.holds(comparison, JsonText.parse(member), JsonText.parse(value))) {
                holding.add(comparison);
            }
        }
        return holding;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1|1.0",
                "10|1e1",
                "-0|0",
                "9007199254740993|9007199254740993",
                "\"b\"|\"b\"",
            })
    void equal_numbers_and_strings_are_also_at_least_and_at_most(String member, String value) {
        assertThat(holding(member, value)).containsExactlyInAnyOrder(EQUAL, AT_LEAST, AT_MOST);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "2|1",
                "10|9",
                "0.1|-5",
                "9007199254740993|9007199254740992",
                "0.30000000000000000001|0.3",
                "\"b\"|\"a\"",
                "\"a\"|\"B\"",
                "\"9\"|\"10\"",
                "\"2026-01-02\"|\"2026-01-01\"",
            })
    void greater_is_never_less(String member, String value) {
        assertThat(holding(member, value)).containsExactlyInAnyOrder(NOT_EQUAL, GREATER, AT_LEAST);
        assertThat(holding(value, member)).containsExactlyInAnyOrder(NOT_EQUAL, LESS, AT_MOST);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1|\"1\"",
                "null|0",
                "true|1",
                "[1]|1",
                "{}|[]",
                "[1,2]|[2,1]",
                "{\"a\":1}|{\"a\":1,\"b\":2}",
                "true|false"
            })
    void values_of_different_kinds_are_only_not_equal(String member, String value) {
        assertThat(holding(member, value)).containsExactly(NOT_EQUAL);
        assertThat(holding(value, member)).containsExactly(NOT_EQUAL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"null|null", "true|true", "[1,[2]]|[1.0,[2.00]]", "{\"a\":1,\"b\":[]}|{\"b\":[],\"a\":1.0}"})
    void values_other_than_numbers_are_equal_by_content(String member, String value) {
        assertThat(holding(member, value)).containsExactly(EQUAL);
    }

    private static boolean holds(String payload, Rule rule) {
        LogRecord row = Rows.row("a", payload);
        return new ComparedPayload(row, new JsonbPayloadCodec(), false)
                .refusal((Rule.Compared) rule)
                .isEmpty();
    }

    @Test
    void a_missing_member_satisfies_only_absent_and_not_equal() {
        EnumSet<Comparison> holding = EnumSet.noneOf(Comparison.class);
        for (Comparison comparison : Comparison.values()) {
            if (JsonComparison.holds(comparison, null, JsonText.parse(comparison == ONE_OF ? "[null]" : "null"))) {
                holding.add(comparison);
            }
        }
        assertThat(holding).containsExactlyInAnyOrder(ABSENT, NOT_EQUAL);
    }

    @Test
    void null_is_absent_and_anything_else_is_present() {
        assertThat(JsonComparison.holds(PRESENT, JsonText.parse("null"), JsonText.parse("null")))
                .isFalse();
        assertThat(JsonComparison.holds(ABSENT, JsonText.parse("null"), JsonText.parse("null")))
                .isTrue();
        assertThat(JsonComparison.holds(PRESENT, JsonText.parse("false"), JsonText.parse("null")))
                .isTrue();
        assertThat(JsonComparison.holds(ABSENT, JsonText.parse("false"), JsonText.parse("null")))
                .isFalse();
    }

    @Test
    void the_comparison_one_of_compares_with_each_value() {
        Rule rule = Rule.field("country").oneOf(List.of("DE", "AT", 49));
        assertThat(holds("{\"country\":\"AT\"}", rule)).isTrue();
        assertThat(holds("{\"country\":49.0}", rule)).isTrue();
        assertThat(holds("{\"country\":\"CH\"}", rule)).isFalse();
        assertThat(holds("{}", rule)).isFalse();
    }

    @Test
    void a_path_in_a_rule_leads_only_through_objects() {
        assertThat(holds("{\"a\":{\"b\":{\"c\":3}}}", Rule.field("a.b.c").equalTo(3)))
                .isTrue();
        assertThat(holds("{\"a\":[{\"b\":1}]}", Rule.field("a.b").present())).isFalse();
        assertThat(holds("{\"a\":\"b\"}", Rule.field("a.b").present())).isFalse();
        assertThat(holds("[]", Rule.field("a").absent())).isTrue();
    }
}
