package io.claimdispatch.internal.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.claimdispatch.LogRecord;
import io.claimdispatch.spi.PayloadCodec;
import jakarta.json.bind.annotation.JsonbProperty;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An error about a payload names the field and its type, and holds nothing of the value: neither it nor its causes. */
class UnreadablePayloadTest {

    public record Order(
            int amount,
            boolean paid,
            LocalDate day,
            UUID token,
            Colour colour,
            List<Line> lines,
            Map<String, Line> named,
            Line[] array,
            @JsonbProperty("the-limit") long limit) {}

    /** A bean, with a field that it inherits. */
    public static class Line extends Numbered {
        public double price;
    }

    /** What lines have in common. */
    public static class Numbered {
        public int number;
    }

    /** Of an order. */
    public enum Colour {
        RED
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"amount\":\"geheim\"}|'amount', which is of type int|CLAIM0061",
                "{\"amount\":{\"geheim\":1}}|'amount', which is of type int|CLAIM0061",
                "{\"day\":\"geheim\"}|'day', which is of type java.time.LocalDate|CLAIM0061",
                "{\"token\":\"geheim\"}|'token', which is of type java.util.UUID|CLAIM0061",
                "{\"colour\":\"geheim\"}|'colour', which is of type|CLAIM0061",
                "{\"lines\":[{\"price\":\"geheim\"}]}|'lines.price', which is of type double|CLAIM0061",
                "{\"lines\":[{\"number\":\"geheim\"}]}|'lines.number', which is of type int|CLAIM0061",
                "{\"lines\":\"geheim\"}|'lines', which is of type java.util.List|CLAIM0061",
                "{\"array\":[{\"price\":\"geheim\"}]}|'array.price', which is of type double|CLAIM0061",
                "{\"named\":{\"geheim\":{\"price\":\"geheim\"}}}|'named.price', which is of type double|CLAIM0061",
                "{\"the-limit\":\"geheim\"}|'the-limit', which is of type long|CLAIM0061",
                "{\"amount\":geheim}|at line 1, column|CLAIM0070",
                "\"geheim\"|Order|CLAIM0061",
                "geheim|at line 1, column|CLAIM0070",
            })
    void the_error_of_an_unreadable_payload_names_the_field_and_not_its_value(
            String payload, String expected, String id) {
        LogRecord row = Rows.row("order", payload);

        Throwable error = catchThrowable(() -> row.payload(Order.class));

        assertThat(error).hasMessageContaining(id).hasMessageContaining(expected);
        assertThat(printed(error)).doesNotContain("geheim").contains("JsonbPayloadCodec");
    }

    /** A codec with the messages of another library. */
    private record Other(RuntimeException thrown) implements PayloadCodec {
        @Override
        public String write(Object payload) {
            return "{}";
        }

        @Override
        public Object read(String json, Type type) {
            throw thrown;
        }
    }

    private static String shownOf(RuntimeException thrown, boolean showValues) {
        ClaimedRecord row = new ClaimedRecord(Rows.claimed("order", "{}"), new Other(thrown), type -> 10, showValues);
        return printed(catchThrowable(() -> row.payload(Order.class)));
    }

    @Test
    void only_declared_field_names_are_taken_from_the_message_of_another_codec() {
        RuntimeException thrown = new IllegalStateException(
                "Cannot deserialize value of type `double` from String \"geheim\" (through reference chain:"
                        + " Order[\"lines\"]->ArrayList[0]->Line[\"price\"])",
                new NumberFormatException("For input string: \"geheim\""));
        thrown.addSuppressed(new IllegalArgumentException("geheim"));

        assertThat(shownOf(thrown, false))
                .contains("java.lang.IllegalStateException at 'lines.price', which is of type double")
                .contains("Caused by: java.lang.NumberFormatException")
                .contains("Suppressed: java.lang.IllegalArgumentException")
                .contains("show-payload-values")
                .doesNotContain("geheim");
        assertThat(shownOf(thrown, true)).contains("For input string: \"geheim\"");
    }

    @Test
    void a_circle_of_causes_does_not_loop() {
        RuntimeException thrown = new IllegalStateException("geheim");
        RuntimeException cause = new IllegalStateException("geheim", thrown);
        thrown.initCause(cause);

        assertThat(shownOf(thrown, false)).contains("CLAIM0061").doesNotContain("geheim");
    }

    private static String printed(Throwable error) {
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
