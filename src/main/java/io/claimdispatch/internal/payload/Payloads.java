package io.claimdispatch.internal.payload;

import io.claimdispatch.Rule;
import io.claimdispatch.internal.common.Required;
import io.claimdispatch.internal.common.problem.PublishProblems;
import io.claimdispatch.spi.PayloadCodec;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The text in the column {@code payload}: what the publisher gave, and inside it, if there are any, the meta data and the
 * rules of the action as the members {@code __meta} and {@code __rules}.
 */
public final class Payloads {

    private Payloads() {}

    /**
     * Text from outside, checked to be JSON and made fit for every database.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0014 if it is not JSON, CLAIM0005 if it could not be read
     *     everywhere
     */
    public static String checked(String type, String json) {
        try {
            JsonText.check(json);
        } catch (UnfitPayload e) {
            throw e.problem(type);
        } catch (RuntimeException e) {
            throw PublishProblems.payloadNotJson(type, e);
        }
        return JsonText.storable(json);
    }

    /**
     * The JSON of an object, known to be JSON and fit for every database and reader.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0013 if the codec cannot write it, CLAIM0003 if its JSON would
     *     lose what it holds, CLAIM0005 if its JSON could not be read everywhere
     */
    public static String written(String type, Object payload, PayloadCodec codec) {
        // our own codec has checked what it writes
        return written(type, payload, !(codec instanceof JsonbPayloadCodec), () -> codec.write(payload));
    }

    /**
     * The text to store. The payload's own text is kept as it is, to the letter.
     *
     * @param type for messages
     * @param json the payload, known to be JSON
     * @param meta may be empty
     * @param rules may be empty
     * @param codec writes what meta and rules hold
     * @throws io.claimdispatch.ClaimDispatchException as {@link #written} for meta and rules, CLAIM0015 if there are some and the payload is no object, CLAIM0016 if the payload has a reserved member of its own
     */
    public static String compose(String type, String json, Map<String, ?> meta, List<Rule> rules, PayloadCodec codec) {
        if (ReservedMembers.possibleIn(json)) {
            Optional<String> taken = JsonText.memberOf(json, ReservedMembers.ALL);
            if (taken.isPresent()) {
                throw PublishProblems.memberReserved(type, taken.get());
            }
        }
        if (meta.isEmpty() && rules.isEmpty()) {
            return json;
        }
        if (!JsonText.isObject(json)) {
            throw PublishProblems.payloadNotObject(type);
        }
        StringBuilder members = new StringBuilder();
        if (!meta.isEmpty()) {
            append(members, ReservedMembers.META, written(type, meta, codec));
        }
        if (!rules.isEmpty()) {
            append(members, ReservedMembers.RULES, written(type, rules, true, () -> RuleJson.write(rules, codec)));
        }
        return spliced(json, members);
    }

    /**
     * The payload as its publisher gave it: without the reserved members. The usual text has none and is not parsed.
     *
     * @throws RuntimeException if the payload mentions one and is not JSON
     */
    public static String withoutReserved(String payload) {
        if (!ReservedMembers.mentionedIn(payload) || !JsonText.isObject(payload)) {
            return payload;
        }
        JsonObject object = JsonText.parseObject(payload);
        return ReservedMembers.anyIn(object) ? ReservedMembers.without(object).toString() : payload;
    }

    /**
     * The meta data; empty if there are none.
     *
     * @throws RuntimeException if the payload is not JSON
     */
    public static JsonObject meta(String payload) {
        if (!ReservedMembers.mentions(payload, ReservedMembers.META)) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        return JsonText.parseObject(payload).get(ReservedMembers.META) instanceof JsonObject meta
                ? meta
                : JsonValue.EMPTY_JSON_OBJECT;
    }

    /**
     * The rules; empty if there are none.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0063 if they are not as we write them
     * @throws RuntimeException if the payload is not JSON
     */
    public static List<Rule> rules(String payload) {
        if (!ReservedMembers.mentions(payload, ReservedMembers.RULES)) {
            return List.of();
        }
        JsonObject object = JsonText.parseObject(payload);
        return object.containsKey(ReservedMembers.RULES) ? RuleJson.read(object.get(ReservedMembers.RULES)) : List.of();
    }

    private static String written(String type, Object what, boolean check, Supplier<String> writing) {
        try {
            String json = Required.answer("PayloadCodec.write", writing.get());
            if (check) {
                JsonText.check(json);
            }
            return JsonText.storable(json);
        } catch (UnfitPayload e) {
            throw e.problem(type);
        } catch (RuntimeException | StackOverflowError e) {
            // a value that refers to itself ends in a StackOverflowError
            throw PublishProblems.payloadNotWritable(type, what, Unwritable.why(what, e), e);
        }
    }

    private static void append(StringBuilder members, String name, String json) {
        members.append(members.isEmpty() ? "" : ",")
                .append('"')
                .append(name)
                .append("\":")
                .append(json);
    }

    private static String spliced(String object, StringBuilder members) {
        int end = object.lastIndexOf('}');
        boolean empty = object.substring(object.indexOf('{') + 1, end).isBlank();
        return object.substring(0, end) + (empty ? "" : ",") + members + object.substring(end);
    }
}
