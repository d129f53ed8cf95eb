package io.claimdispatch.internal.payload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonbPayloadCodecTest {

    public record Line(String article, int pieces) {}

    public record Order(String id, Instant at, List<Line> lines, Map<String, Integer> counts) {}

    public static class Bean {
        public String name = "n";
        public Bean next;
    }

    private final JsonbPayloadCodec codec = new JsonbPayloadCodec();

    @Test
    void a_record_comes_back_as_it_was() {
        Order order = new Order(
                "o-1",
                Instant.parse("2026-03-29T01:30:00Z"),
                List.of(new Line("pen", 2), new Line("ink", 1)),
                Map.of("x", 1));
        assertThat(codec.read(codec.write(order), Order.class)).isEqualTo(order);
    }

    @Test
    void a_generic_type_comes_back_with_its_elements() throws Exception {
        Type lines = Order.class.getRecordComponents()[2].getGenericType();
        assertThat(codec.read(codec.write(List.of(new Line("pen", 2))), lines)).isEqualTo(List.of(new Line("pen", 2)));
    }

    static Stream<Object> payloads() {
        Map<String, Object> withNull = new HashMap<>();
        withNull.put("a", null);
        return Stream.of(
                new Bean(),
                Map.of(),
                withNull,
                Map.of(1, "number as name"),
                "text",
                "",
                42,
                true,
                'c',
                new int[] {1, 2},
                Arrays.asList(1, null),
                Optional.empty(),
                Optional.of("x"),
                Thread.State.NEW,
                JsonValue.EMPTY_JSON_OBJECT,
                JsonValue.NULL,
                "control \u0000 \u001f \u2028 quote \" backslash \\",
                "whole \uD83D\uDE00 half \uD83D",
                new byte[] {1, -1});
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void every_written_payload_is_json_that_can_be_stored(Object payload) {
        String json = codec.write(payload);
        JsonText.parse(json);
        assertThat(new String(json.getBytes(UTF_8), UTF_8)).isEqualTo(json);
    }

    @Test
    void the_codec_writes_null_as_json_null() {
        assertThat(codec.write(null)).isEqualTo("null");
    }

    @Test
    void any_text_comes_back_as_it_was() {
        String text = "\u0000 \u001f \" \\ \u2028 \uD83D\uDE00 \uD83D \uDE00 \uDE00\uD83D ﷽ é";
        assertThat(codec.read(codec.write(text), String.class)).isEqualTo(text);
    }

    @Test
    void a_payload_of_more_than_a_megabyte_comes_back() {
        String text = "ä".repeat(1_200_000);
        assertThat(codec.read(codec.write(Map.of("text", text)), JsonObject.class))
                .isInstanceOfSatisfying(
                        JsonObject.class, o -> assertThat(o.getString("text")).isEqualTo(text));
    }

    @Test
    void objects_that_json_cannot_represent_are_refused() {
        Bean circle = new Bean();
        circle.next = circle;
        assertThatThrownBy(() -> codec.write(Double.NaN)).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> codec.write(Map.of("x", Double.POSITIVE_INFINITY)))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> codec.write(circle)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void the_json_text_null_is_refused_as_a_payload() {
        assertThatThrownBy(() -> codec.read("null", Order.class)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void closing_the_codec_twice_is_harmless() {
        codec.write(new Bean());
        codec.close();
        assertThatCode(codec::close).doesNotThrowAnyException();
    }
}
