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
 * Composes and reads the text of the column {@code payload}: the published payload, with the action's meta data and
 * rules, if any, as its members {@code __meta} and {@code __rules}.
 */
public final class Payloads {

    private Payloads() {}

    /**
     * Checks that a text from the caller is JSON, and makes it storable in every database.
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
     * Writes an object as JSON that every database can store and every server can read.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0013 if the codec cannot write it, CLAIM0003 if its JSON
     *     would lose its state, CLAIM0005 if its JSON could not be read everywhere
     */
    public static String written(String type, Object payload, PayloadCodec codec) {
        return written(type, payload, () -> codec.write(payload));
    }

    /**
     * Composes the text to store. The payload's own text is kept unchanged, to the letter.
     *
     * @param type for messages
     * @param json the payload, known to be JSON
     * @param meta may be empty
     * @param rules may be empty
     * @param codec writes the values in meta and rules
     * @throws io.claimdispatch.ClaimDispatchException as {@link #written} for meta and rules, CLAIM0015 if there are
     *     any and the payload is not an object, CLAIM0016 if the payload has a reserved member of its own
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
            append(members, ReservedMembers.RULES, written(type, rules, () -> RuleJson.write(rules, codec)));
        }
        return spliced(json, members);
    }

    /**
     * Returns the payload as published, without the reserved members. Text without them, the usual case, is not parsed.
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
     * Returns the meta data; empty if there are none.
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
     * Returns the rules; empty if there are none.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0063 if they are not in the form that {@link #compose}
     *     writes
     * @throws RuntimeException if the payload is not JSON
     */
    public static List<Rule> rules(String payload) {
        if (!ReservedMembers.mentions(payload, ReservedMembers.RULES)) {
            return List.of();
        }
        JsonObject object = JsonText.parseObject(payload);
        return object.containsKey(ReservedMembers.RULES) ? RuleJson.read(object.get(ReservedMembers.RULES)) : List.of();
    }

    /** Checks the text of our own codec too: an application's decorator may have changed it. */
    private static String written(String type, Object what, Supplier<String> writing) {
        try {
            String json = Required.answer("PayloadCodec.write", writing.get());
            JsonText.check(json);
            return JsonText.storable(json);
        } catch (UnfitPayload e) {
            throw e.problem(type);
        } catch (Exception | StackOverflowError e) {
            // a checked exception too, which other languages throw undeclared; a value that refers to itself ends in a
            // StackOverflowError
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
