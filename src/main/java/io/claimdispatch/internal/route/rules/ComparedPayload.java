package io.claimdispatch.internal.route.rules;

import io.claimdispatch.LogRecord;
import io.claimdispatch.Rule;
import io.claimdispatch.internal.common.Escaped;
import io.claimdispatch.internal.common.Problems;
import io.claimdispatch.internal.payload.JsonText;
import io.claimdispatch.internal.payload.RuleJson;
import io.claimdispatch.internal.payload.UnreadablePayload;
import io.claimdispatch.spi.PayloadCodec;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The payload of one row, for comparing rules; parsed when the first one needs it. */
final class ComparedPayload {

    private static final int SHOWN = 80;

    private final LogRecord row;
    private final PayloadCodec codec;
    private final boolean showValues;
    private @Nullable JsonValue root;

    /**
     * Creates the view of a row's payload.
     *
     * @param showValues whether a refusal may quote the compared values
     */
    ComparedPayload(LogRecord row, PayloadCodec codec, boolean showValues) {
        this.row = row;
        this.codec = codec;
        this.showValues = showValues;
    }

    /** Why the rule does not hold; empty if it does. */
    Optional<String> refusal(Rule.Compared rule) {
        JsonValue member = member(rule.path());
        JsonValue value = RuleJson.toJson(rule.value(), codec);
        if (JsonComparison.holds(rule.comparison(), member, value)) {
            return Optional.empty();
        }
        String compared = rule.value() == null || !showValues ? "" : " " + shown(value);
        return Optional.of(Escaped.of("the rule '" + rule.path() + " " + RuleJson.nameOf(rule.comparison()) + compared
                + "' did not hold: it is " + (member == null ? "missing" : showValues ? shown(member) : kind(member))));
    }

    private @Nullable JsonValue member(String path) {
        JsonValue value = root();
        for (String name : path.split("\\.", -1)) {
            value = value instanceof JsonObject object ? object.get(name) : null;
        }
        return value;
    }

    private JsonValue root() {
        JsonValue known = root;
        if (known == null) {
            try {
                known = JsonText.parse(row.payload());
            } catch (RuntimeException e) {
                throw Problems.payloadNotReadable(
                        row.type(), "JSON", showValues ? e : UnreadablePayload.withoutValues(e));
            }
            root = known;
        }
        return known;
    }

    /** The kind of value, without its content. */
    private static String kind(JsonValue value) {
        return switch (value.getValueType()) {
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            case STRING -> "a string";
            case NUMBER -> "a number";
            case TRUE, FALSE -> "a boolean";
            case NULL -> "null";
        };
    }

    /** As much of the value as explains the refusal. */
    private static String shown(JsonValue value) {
        if (value instanceof JsonObject) {
            return "an object";
        }
        if (value instanceof JsonArray array && array.toString().length() > SHOWN) {
            return "an array of " + array.size();
        }
        String text = value.toString();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + '…';
    }
}
