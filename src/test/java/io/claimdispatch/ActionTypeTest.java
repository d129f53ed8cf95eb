package io.claimdispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.util.TypeLiteral;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActionTypeTest {

    record Line(int number) {}

    private static TypeLiteral<List<Line>> lines() {
        return new TypeLiteral<>() {};
    }

    @Test
    void action_types_with_the_same_name_and_payload_type_are_equal() {
        ActionType<Line> type = ActionType.of("order.line", Line.class);

        assertThat(type)
                .isEqualTo(ActionType.of("order.line", Line.class))
                .hasSameHashCodeAs(ActionType.of("order.line", Line.class))
                .isNotEqualTo(ActionType.of("order.row", Line.class))
                .isNotEqualTo(ActionType.of("order.line", String.class))
                .isNotEqualTo("order.line");
        assertThat(ActionType.of("order.lines", lines()))
                .isEqualTo(ActionType.of("order.lines", lines()))
                .hasSameHashCodeAs(ActionType.of("order.lines", lines()))
                .isNotEqualTo(ActionType.of("order.lines", List.class));
    }

    @Test
    void an_action_type_shows_its_name_and_its_payload_type() {
        assertThat(ActionType.of("order.lines", lines()).name()).isEqualTo("order.lines");
        assertThat(ActionType.of("order.line", Line.class).payloadType()).isEqualTo(Line.class);
        assertThat(ActionType.of("work", String.class)).hasToString("work (java.lang.String)");
        assertThat(ActionType.of("order.lines", lines()).toString())
                .startsWith("order.lines (java.util.List<")
                .contains("Line");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "``, is empty",
                "` `, white space",
                "`work `, white space",
                "`a\u0000b`, control character",
                "`a\ud800`, surrogate",
                "order.*, family",
                "*, family",
                "a*b, family",
            })
    void a_name_that_no_action_can_have_is_refused_when_the_action_type_is_created(String name, String why) {
        assertThatThrownBy(() -> ActionType.of(name, Line.class))
                .isInstanceOf(ClaimDispatchException.class)
                .hasMessageStartingWith("CLAIM0012")
                .hasMessageContainingAll("name", why);
        assertThatThrownBy(() -> ActionType.of(name, lines())).hasMessageStartingWith("CLAIM0012");
    }

    @Test
    void a_name_may_have_as_many_characters_as_the_column_of_types() {
        String longest = "x".repeat(Publisher.MAX_TYPE_LENGTH);

        assertThat(ActionType.of(longest, Line.class).name()).isEqualTo(longest);
        assertThatThrownBy(() -> ActionType.of(longest + "x", Line.class))
                .hasMessageStartingWith("CLAIM0012")
                .hasMessageContaining("longer than 150 characters");
    }

    @Test
    @SuppressWarnings("rawtypes")
    void a_type_literal_that_names_no_type_is_refused() {
        TypeLiteral<?> raw = new TypeLiteral() {};

        assertThatThrownBy(() -> ActionType.of("work", raw))
                .isInstanceOf(ClaimDispatchException.class)
                .hasMessageStartingWith("CLAIM0006")
                .hasMessageContaining("'payload'");
    }
}
