package io.claimdispatch.internal.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.Rule;
import jakarta.json.JsonValue;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadsTest {

    private static final List<Rule> RULES = List.of(Rule.named("r"));

    private final JsonbPayloadCodec codec = new JsonbPayloadCodec();

    private String compose(String json, Map<String, ?> meta, List<Rule> rules) {
        return Payloads.compose("a", json, meta, rules, codec);
    }

    private static void assertProblem(String id, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ClaimDispatchException.class, e -> assertThat(e.id()).isEqualTo(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", " { } ", "{\"a\":1.50}", "{\n  \"a\" : {\"b\":\"}\"}\n}\n"})
    void meta_and_rules_go_into_the_object_and_come_out_again(String json) {
        String stored = compose(json, Map.of("by", "Ann"), RULES);
        JsonValue own = JsonText.parse(json);

        assertThat(JsonText.parse(stored).asJsonObject())
                .containsAllEntriesOf(own.asJsonObject())
                .containsOnlyKeys(keys(own));
        assertThat(Payloads.meta(stored).getString("by")).isEqualTo("Ann");
        assertThat(Payloads.rules(stored)).containsExactlyElementsOf(RULES);
        assertThat(JsonText.parse(Payloads.withoutReserved(stored))).isEqualTo(own);
    }

    private static String[] keys(JsonValue own) {
        Set<String> keys = new HashSet<>(own.asJsonObject().keySet());
        keys.addAll(ReservedMembers.ALL);
        return keys.toArray(String[]::new);
    }

    @Test
    void a_payload_without_meta_or_rules_has_no_reserved_members() {
        assertThat(compose("{\"a\":1}", Map.of(), List.of())).isEqualTo("{\"a\":1}");
        assertThat(compose("{\"a\":1}", Map.of("m", 2), List.of())).isEqualTo("{\"a\":1,\"__meta\":{\"m\":2}}");
        assertThat(compose("{}", Map.of(), RULES)).isEqualTo("{\"__rules\":[{\"rule\":\"r\"}]}");
        assertThat(Payloads.meta("{\"a\":1}")).isEmpty();
        assertThat(Payloads.rules("{\"a\":1}")).isEmpty();
    }

    @Test
    void adding_meta_and_rules_keeps_the_payloads_text_to_the_letter() {
        assertThat(compose("{\"n\": 1.50e+3}", Map.of("m", 1), List.of())).startsWith("{\"n\": 1.50e+3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"{}\"", "1", "null", " [{}]"})
    void meta_and_rules_need_a_payload_that_is_an_object(String json) {
        assertProblem("CLAIM0015", () -> compose(json, Map.of("m", 1), List.of()));
        assertProblem("CLAIM0015", () -> compose(json, Map.of(), RULES));
        assertThat(compose(json, Map.of(), List.of())).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"__meta\":1}",
                "{\"a\":[{}],\"__rules\":[]}",
                "{\"\\u005f_meta\":{}}",
                "{\"__rul\\u0065s\":[]}"
            })
    void the_payload_may_not_have_a_reserved_member_however_it_is_spelt(String json) {
        assertProblem("CLAIM0016", () -> compose(json, Map.of(), List.of()));
        assertProblem("CLAIM0016", () -> compose(json, Map.of("m", 1), RULES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":{\"__meta\":1}}", "[{\"__rules\":1}]", "\"__meta\"", "{\"a\":\"\\\"__meta\\\"\"}"})
    void reserved_names_are_allowed_below_the_payloads_outermost_object(String json) {
        String stored = compose(json, Map.of(), List.of());
        assertThat(stored).isEqualTo(json);
        assertThat(Payloads.withoutReserved(stored)).isEqualTo(json);
        assertThat(Payloads.meta(stored)).isEmpty();
        assertThat(Payloads.rules(stored)).isEmpty();
    }

    @Test
    void meta_that_cannot_be_written_refuses_the_draft() {
        assertProblem("CLAIM0013", () -> compose("{}", Map.of("m", Double.NaN), List.of()));
        assertProblem("CLAIM0013", () -> compose("{}", Map.of(), List.of(Rule.named("r", Double.NaN))));
    }

    @Test
    void meta_can_contain_null() {
        Map<String, Object> meta = new LinkedHashMap<>();
        meta.put("none", null);
        meta.put("some", 1);
        assertThat(Payloads.meta(compose("{}", meta, List.of())).getInt("some")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{\"a\":}", "{} {}", "nothing", "{'a':1}", "\"a\u0000b\""})
    void a_payload_given_as_text_must_be_json(String json) {
        assertProblem("CLAIM0014", () -> Payloads.checked("a", json));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", " [1, 2.50]\n", "\"x\"", "null", "12", "{\"\uD83D\uDE00\":\"\\u0000\"}"})
    void a_payload_given_as_json_text_is_stored_unchanged(String json) {
        assertThat(Payloads.checked("a", json)).isEqualTo(json);
    }

    @Test
    void unpaired_surrogates_become_escapes_and_pairs_stay() {
        String json = "[\"\uD83D\uDE00\uD83D\",\"\uDE00x\uD83Dy\"]";
        String stored = Payloads.checked("a", json);
        assertThat(stored).isEqualTo("[\"\uD83D\uDE00\\ud83d\",\"\\ude00x\\ud83dy\"]");
        assertThat(JsonText.parse(stored)).isEqualTo(JsonText.parse(json));
    }
}
