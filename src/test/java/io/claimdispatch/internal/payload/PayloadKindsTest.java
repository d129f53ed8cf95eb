package io.claimdispatch.internal.payload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.Rule;
import io.claimdispatch.spi.PayloadCodec;
import jakarta.json.JsonValue;
import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.json.bind.annotation.JsonbTransient;
import jakarta.json.bind.annotation.JsonbTypeAdapter;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which objects can be payloads: what would be lost on the way is refused, whatever else works as ever. */
class PayloadKindsTest {

    public record Holder(Object held) {}

    public record Empty() {}

    public static class EmptyBean {}

    public static class Silent {
        private final String secret = "s";

        @Override
        public String toString() {
            return secret;
        }
    }

    public static class NothingToSay {
        private String name;

        public String getName() {
            return name;
        }
    }

    public static class OnPurpose {
        @JsonbTransient
        public String getName() {
            return "left out by its class";
        }
    }

    /** Entities are like this: what their class leaves out can be open, or no longer be read. */
    public static class Document {
        static int read;

        private final String ownerName = "Ann";

        @JsonbTransient
        private final Silent secret = new Silent();

        public Map<String, String> getLabels() {
            return Map.of();
        }

        @JsonbTransient
        public InputStream getContent() {
            read++;
            return InputStream.nullInputStream();
        }

        public Silent getSecret() {
            read++;
            return secret;
        }

        @JsonbTypeAdapter(OwnerAdapter.class)
        public Supplier<String> getOwner() {
            return () -> ownerName;
        }
    }

    public static class OwnerAdapter implements JsonbAdapter<Supplier<String>, String> {
        @Override
        public String adaptToJson(Supplier<String> owner) {
            return owner.get();
        }

        @Override
        public Supplier<String> adaptFromJson(String owner) {
            return () -> owner;
        }
    }

    public static class Detached {
        public Map<String, String> getLabels() {
            return Map.of();
        }

        @JsonbTransient
        public List<String> getLines() {
            return new AbstractList<>() {
                @Override
                public String get(int index) {
                    throw new IllegalStateException("no session");
                }

                @Override
                public int size() {
                    return 1;
                }
            };
        }
    }

    /** A list that can be read once, as some of the persistence providers' are. */
    public static class ReadOnce {
        private boolean done;

        public List<Map<String, String>> getLines() {
            if (!done) {
                done = true;
                return List.of(Map.of());
            }
            return new AbstractList<>() {
                @Override
                public Map<String, String> get(int index) {
                    throw new IllegalStateException("no session");
                }

                @Override
                public int size() {
                    return 1;
                }
            };
        }
    }

    record NotPublic(String name) {}

    private static final JsonbPayloadCodec CODEC = new JsonbPayloadCodec();

    private static String written(Object payload) {
        return Payloads.written("order.paid", payload, CODEC);
    }

    static Stream<Object> lost() {
        Runnable lambda = () -> {};
        String captured = UUID.randomUUID().toString();
        Supplier<String> capturing = () -> captured;
        Runnable anonymous = new Runnable() {
            @Override
            public void run() {}
        };
        return Stream.of(
                lambda,
                capturing,
                anonymous,
                (Supplier<String>) captured::strip,
                new ByteArrayInputStream(new byte[] {1}),
                new StringReader("text"),
                new InputStreamReader(new ByteArrayInputStream(new byte[0]), UTF_8),
                Thread.currentThread(),
                String.class,
                PayloadKindsTest.class.getClassLoader(),
                List.of(1).iterator(),
                Stream.of(1),
                new CompletableFuture<String>(),
                new ThreadLocal<String>(),
                new Silent(),
                List.of(new Silent()),
                Map.of("a", List.of(Optional.of(lambda))),
                new Object[] {new StringReader("text")},
                new Holder(lambda),
                new Holder(new Holder(new ByteArrayInputStream(new byte[] {1}))),
                new Holder(Map.of("k", new Silent())));
    }

    @ParameterizedTest
    @MethodSource("lost")
    void payloads_whose_state_json_would_lose_are_refused(Object payload) {
        assertThatThrownBy(() -> written(payload))
                .isInstanceOf(ClaimDispatchException.class)
                .hasMessageStartingWith("CLAIM0003")
                .hasMessageContaining("order.paid");
    }

    @ParameterizedTest
    @MethodSource("lost")
    void meta_and_rules_whose_state_json_would_lose_are_refused(Object value) {
        assertThatThrownBy(() -> Payloads.compose("order.paid", "{}", Map.of("m", value), List.of(), CODEC))
                .hasMessageStartingWith("CLAIM0003");
        assertThatThrownBy(() -> Payloads.compose("order.paid", "{}", Map.of(), List.of(Rule.named("r", value)), CODEC))
                .hasMessageStartingWith("CLAIM0003");
    }

    static Stream<Object> kept() {
        Map<String, Object> withNulls = new HashMap<>();
        withNulls.put("none", null);
        withNulls.put("empty", Map.of());
        return Stream.of(
                new Empty(),
                new EmptyBean(),
                new NothingToSay(),
                new OnPurpose(),
                new Holder(null),
                new Holder(new Empty()),
                new Holder(Map.of()),
                new Object(),
                withNulls,
                Collections.emptyMap(),
                List.of(Map.of(), new Empty()),
                Arrays.asList(null, 1, "a", 'c', true, 1.5, new int[] {1}, new byte[] {1}),
                Optional.of(Map.of()),
                Optional.empty(),
                new String[] {"a"},
                Thread.State.NEW,
                JsonValue.EMPTY_JSON_OBJECT,
                JsonValue.TRUE,
                Instant.EPOCH,
                UUID.randomUUID(),
                new Holder(new LinkedHashMap<>(Map.of("a", List.of(new Empty())))));
    }

    @ParameterizedTest
    @MethodSource("kept")
    void payloads_that_json_can_represent_are_accepted(Object payload) {
        JsonText.check(written(payload));
    }

    @Test
    void a_member_excluded_by_its_class_is_not_read_and_does_not_matter() {
        assertThat(written(new Document())).isEqualTo("{\"labels\":{},\"owner\":\"Ann\"}");
        assertThat(Document.read).isZero();
    }

    @Test
    void a_member_that_can_no_longer_be_read_does_not_matter() {
        assertThat(written(new Detached())).isEqualTo("{\"labels\":{}}");
        assertThat(written(new ReadOnce())).isEqualTo("{\"lines\":[{}]}");
    }

    @Test
    void a_record_that_is_not_public_is_refused_with_that_reason_wherever_it_is() {
        for (Object payload :
                List.of(new NotPublic("n"), List.of(new NotPublic("n")), new Holder(new Holder(new NotPublic("n"))))) {
            assertThatThrownBy(() -> written(payload))
                    .isInstanceOf(ClaimDispatchException.class)
                    .hasMessageStartingWith("CLAIM0013")
                    .hasMessageContainingAll(NotPublic.class.getName() + " is not public", "Make it public")
                    .hasMessageNotContaining("Publish a record");
        }
    }

    @Test
    void a_record_declared_in_a_method_is_refused_with_that_reason() {
        record Local(String name) {}

        assertThatThrownBy(() -> written(new Local("n")))
                .hasMessageStartingWith("CLAIM0013")
                .hasMessageContainingAll(Local.class.getName(), "inside of a method");
    }

    @Test
    void an_applications_codec_must_write_json_too() {
        for (String text : Arrays.asList(null, "", "{", "[".repeat(600) + "]".repeat(600))) {
            PayloadCodec careless = new PayloadCodec() {
                @Override
                public String write(Object payload) {
                    return text;
                }

                @Override
                public Object read(String json, Type type) {
                    return json;
                }
            };

            assertThatThrownBy(() -> Payloads.written("order.paid", 1, careless))
                    .isInstanceOf(ClaimDispatchException.class)
                    .hasMessageStartingWith(text != null && text.length() > 2 ? "CLAIM0005" : "CLAIM0013");
        }
        assertThat(written(1)).isEqualTo("1");
    }
}
