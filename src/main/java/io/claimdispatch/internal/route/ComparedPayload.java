package io.claimdispatch.internal.route;

import io.claimdispatch.LogRecord;
import io.claimdispatch.Rule;
import io.claimdispatch.internal.Problems;
import io.claimdispatch.internal.json.JsonText;
import io.claimdispatch.internal.json.RuleJson;
import io.claimdispatch.spi.PayloadCodec;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The payload of one row under the eyes of comparing rules; parsed for the first of them. */
final class ComparedPayload {

    private static final int SHOWN = 80;

    private final LogRecord row;
    private final PayloadCodec codec;
    private @Nullable JsonValue root;

    ComparedPayload(LogRecord row, PayloadCodec codec) {
        this.row = row;
        this.codec = codec;
    }

    /** Why the rule does not hold; empty if it does. */
    Optional<String> refusal(Rule.Compared rule) {
        JsonValue member = member(rule.path());
        JsonValue value = RuleJson.toJson(rule.value(), codec);
        if (JsonComparison.holds(rule.comparison(), member, value)) {
            return Optional.empty();
        }
        String compared = rule.value() == null ? "" : " " + shown(value);
        return Optional.of("the rule '" + rule.path() + " " + RuleJson.nameOf(rule.comparison()) + compared
                + "' did not hold: it is " + (member == null ? "missing" : shown(member)));
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
                throw Problems.payloadNotReadable(row.type(), "JSON", e);
            }
            root = known;
        }
        return known;
    }

    /** Enough to see why, and no more of the payload than that. */
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
