package io.claimdispatch.internal.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.Rule;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleJsonTest {

    public record Limit(String unit, BigDecimal most) {}

    private final JsonbPayloadCodec codec = new JsonbPayloadCodec();

    @Test
    void rules_are_stored_as_a_person_would_write_them() {
        List<Rule> rules = List.of(
                Rule.named("in-stock", new Limit("kg", new BigDecimal("2.50"))),
                Rule.named("working-hours"),
                Rule.field("order.total").atLeast(100),
                Rule.field("country").oneOf(List.of("DE", "AT")),
                Rule.field("note").equalTo(null),
                Rule.field("paid").present());

        assertThat(RuleJson.write(rules, codec))
                .isEqualTo("[{\"rule\":\"in-stock\",\"with\":{\"most\":2.50,\"unit\":\"kg\"}},"
                        + "{\"rule\":\"working-hours\"},"
                        + "{\"field\":\"order.total\",\"is\":\"at_least\",\"value\":100},"
                        + "{\"field\":\"country\",\"is\":\"one_of\",\"value\":[\"DE\",\"AT\"]},"
                        + "{\"field\":\"note\",\"is\":\"equal\",\"value\":null},"
                        + "{\"field\":\"paid\",\"is\":\"present\"}]");
    }

    @Test
    void rules_that_were_read_back_are_written_the_same_again() {
        Rule.Field field = Rule.field("a");
        List<Rule> rules = List.of(
                Rule.named("n", "x"),
                field.equalTo(1),
                field.notEqualTo(null),
                field.greaterThan(1),
                field.atLeast("1"),
                field.lessThan(1.5),
                field.atMost(2),
                field.oneOf(List.of()),
                field.present(),
                field.absent());
        String stored = RuleJson.write(rules, codec);

        List<Rule> read = RuleJson.read(JsonText.parse(stored));

        assertThat(read).hasSameSizeAs(rules);
        assertThat(read.get(0)).isEqualTo(new Rule.Named("n", JsonText.parse("\"x\"")));
        assertThat(read.get(8)).isEqualTo(field.present());
        assertThat(RuleJson.write(read, codec)).isEqualTo(stored);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "null",
                "[1]",
                "[{}]",
                "[{\"rule\":\" \"}]",
                "[{\"rule\":7}]",
                "[{\"field\":\"a\"}]",
                "[{\"field\":\"\",\"is\":\"present\"}]",
                "[{\"field\":\"a\",\"is\":\"AT_LEAST\",\"value\":1}]",
                "[{\"field\":\"a\",\"is\":\"like\",\"value\":1}]",
                "[{\"field\":\"a\",\"is\":\"equal\"}]",
                "[{\"field\":\"a\",\"is\":\"one_of\",\"value\":1}]",
                "[{\"rule\":\"good\"},{\"is\":\"present\"}]"
            })
    void rules_that_nobody_wrote_so_are_an_error(String stored) {
        assertThatThrownBy(() -> RuleJson.read(JsonText.parse(stored))).hasMessageContaining("CLAIM0063");
    }
}
