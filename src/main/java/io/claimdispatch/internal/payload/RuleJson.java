package io.claimdispatch.internal.payload;

import io.claimdispatch.Rule;
import io.claimdispatch.internal.common.Problems;
import io.claimdispatch.spi.PayloadCodec;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of rules: {@code {"rule":"in-stock","with":7}} for a named rule, {@code {"field":"order.total",
 * "is":"at_least","value":100}} for a comparison. A rule read back holds its argument or value as a {@link JsonValue}.
 */
public final class RuleJson {

    private static final String NAME = "rule";
    private static final String ARGUMENT = "with";
    private static final String FIELD = "field";
    private static final String COMPARISON = "is";
    private static final String VALUE = "value";

    private RuleJson() {}

    /**
     * Writes rules as a JSON array.
     *
     * @param codec writes arguments and values
     * @throws RuntimeException if the codec cannot write one of them, or if the result could not be read again
     */
    public static String write(List<Rule> rules, PayloadCodec codec) {
        JsonArrayBuilder builder = JsonText.PROVIDER.createArrayBuilder();
        rules.forEach(rule -> builder.add(toJson(rule, codec)));
        JsonArray array = builder.build();
        read(array);
        return array.toString();
    }

    /**
     * Reads rules from a JSON array.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0063 if the value is not in the form that {@link #write}
     *     writes
     */
    public static List<Rule> read(@Nullable JsonValue stored) {
        if (!(stored instanceof JsonArray array)) {
            throw Problems.rulesUnreadable("they are no array");
        }
        List<Rule> rules = new ArrayList<>(array.size());
        for (JsonValue element : array) {
            rules.add(rule(element, rules.size() + 1));
        }
        return List.copyOf(rules);
    }

    /** The name of a comparison in JSON and in messages. */
    public static String nameOf(Rule.Comparison comparison) {
        return comparison.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Converts any value to JSON.
     *
     * @throws RuntimeException if the codec cannot write it
     */
    public static JsonValue toJson(@Nullable Object value, PayloadCodec codec) {
        if (value == null) {
            return JsonValue.NULL;
        }
        return value instanceof JsonValue json ? json : JsonText.parse(codec.write(value));
    }

    private static JsonObject toJson(Rule rule, PayloadCodec codec) {
        JsonObjectBuilder json = JsonText.PROVIDER.createObjectBuilder();
        if (rule instanceof Rule.Named named) {
            json.add(NAME, named.name());
            if (named.argument() != null) {
                json.add(ARGUMENT, toJson(named.argument(), codec));
            }
        } else if (rule instanceof Rule.Compared compared) {
            json.add(FIELD, compared.path()).add(COMPARISON, nameOf(compared.comparison()));
            if (comparesWithValue(compared.comparison())) {
                json.add(VALUE, toJson(compared.value(), codec));
            }
        }
        return json.build();
    }

    private static Rule rule(JsonValue element, int position) {
        if (!(element instanceof JsonObject json)) {
            throw Problems.rulesUnreadable("number " + position + " is no object");
        }
        String name = text(json, NAME);
        if (name != null) {
            return new Rule.Named(name, json.get(ARGUMENT));
        }
        String path = text(json, FIELD);
        if (path == null) {
            throw Problems.rulesUnreadable("number " + position + " has neither '" + NAME + "' nor '" + FIELD + "'");
        }
        Rule.Comparison comparison = comparison(text(json, COMPARISON), position);
        JsonValue value = json.get(VALUE);
        if (comparesWithValue(comparison) && value == null) {
            throw Problems.rulesUnreadable("number " + position + " has no '" + VALUE + "'");
        }
        if (comparison == Rule.Comparison.ONE_OF && !(value instanceof JsonArray)) {
            throw Problems.rulesUnreadable("the '" + VALUE + "' of number " + position + " is no array");
        }
        return new Rule.Compared(path, comparison, value);
    }

    private static Rule.Comparison comparison(@Nullable String name, int position) {
        for (Rule.Comparison comparison : Rule.Comparison.values()) {
            if (nameOf(comparison).equals(name)) {
                return comparison;
            }
        }
        throw Problems.rulesUnreadable("number " + position + " has no known '" + COMPARISON + "'");
    }

    private static boolean comparesWithValue(Rule.Comparison comparison) {
        return comparison != Rule.Comparison.PRESENT && comparison != Rule.Comparison.ABSENT;
    }

    private static @Nullable String text(JsonObject json, String member) {
        return json.get(member) instanceof JsonString string
                        && !string.getString().isBlank()
                ? string.getString()
                : null;
    }
}
