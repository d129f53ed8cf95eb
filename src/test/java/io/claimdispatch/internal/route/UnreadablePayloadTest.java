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
                "{\"amount\":\"geheim\"}|'amount', which is of type int",
                "{\"amount\":{\"geheim\":1}}|'amount', which is of type int",
                "{\"day\":\"geheim\"}|'day', which is of type java.time.LocalDate",
                "{\"token\":\"geheim\"}|'token', which is of type java.util.UUID",
                "{\"colour\":\"geheim\"}|'colour', which is of type",
                "{\"lines\":[{\"price\":\"geheim\"}]}|'lines.price', which is of type double",
                "{\"lines\":[{\"number\":\"geheim\"}]}|'lines.number', which is of type int",
                "{\"lines\":\"geheim\"}|'lines', which is of type java.util.List",
                "{\"array\":[{\"price\":\"geheim\"}]}|'array.price', which is of type double",
                "{\"named\":{\"geheim\":{\"price\":\"geheim\"}}}|'named.price', which is of type double",
                "{\"the-limit\":\"geheim\"}|'the-limit', which is of type long",
                "{\"amount\":geheim}|at line 1, column",
                "\"geheim\"|Order",
                "geheim|at line 1, column",
            })
    void the_field_is_named_and_its_value_is_not(String payload, String expected) {
        LogRecord row = Rows.row("order", payload);

        Throwable error = catchThrowable(() -> row.payload(Order.class));

        assertThat(error).hasMessageContaining("CLAIM0061").hasMessageContaining(expected);
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
        ClaimedRecord read = (ClaimedRecord) Rows.row("order", "{}");
        ClaimedRecord row = new ClaimedRecord(read.row(), new Other(thrown), showValues);
        return printed(catchThrowable(() -> row.payload(Order.class)));
    }

    @Test
    void only_names_that_the_classes_declare_are_taken_from_the_message_of_another_codec() {
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
    void causes_in_a_circle_end() {
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
