package io.claimdispatch.internal.route.rules;

import io.claimdispatch.Rule;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Evaluates a {@link Rule.Comparison} on JSON values. */
final class JsonComparison {

    private JsonComparison() {}

    /**
     * Whether a comparison holds.
     *
     * @param member the member of the payload, or null if it is missing
     * @param value the value in the rule
     */
    static boolean holds(Rule.Comparison comparison, @Nullable JsonValue member, JsonValue value) {
        return switch (comparison) {
            case EQUAL -> member != null && equal(member, value);
            case NOT_EQUAL -> member == null || !equal(member, value);
            case GREATER -> ordered(member, value, order -> order > 0);
            case AT_LEAST -> ordered(member, value, order -> order >= 0);
            case LESS -> ordered(member, value, order -> order < 0);
            case AT_MOST -> ordered(member, value, order -> order <= 0);
            case ONE_OF ->
                member != null
                        && value instanceof JsonArray values
                        && values.stream().anyMatch(one -> equal(member, one));
            case PRESENT -> present(member);
            case ABSENT -> !present(member);
        };
    }

    private static boolean present(@Nullable JsonValue member) {
        return member != null && member.getValueType() != JsonValue.ValueType.NULL;
    }

    /** Compares numbers by value at any depth; for JSON-P's {@code equals}, 1 and 1.0 differ. */
    private static boolean equal(JsonValue one, JsonValue other) {
        if (one instanceof JsonNumber a && other instanceof JsonNumber b) {
            return a.bigDecimalValue().compareTo(b.bigDecimalValue()) == 0;
        }
        if (one instanceof JsonArray a && other instanceof JsonArray b) {
            return equalElements(a, b);
        }
        if (one instanceof JsonObject a && other instanceof JsonObject b) {
            return a.keySet().equals(b.keySet())
                    && a.entrySet().stream()
                            .allMatch(entry -> equal(entry.getValue(), Objects.requireNonNull(b.get(entry.getKey()))));
        }
        return one.equals(other);
    }

    private static boolean equalElements(JsonArray one, JsonArray other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (!equal(one.get(i), other.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean ordered(@Nullable JsonValue member, JsonValue value, IntPredicate wanted) {
        OptionalInt order = order(member, value);
        return order.isPresent() && wanted.test(order.getAsInt());
    }

    private static OptionalInt order(@Nullable JsonValue member, JsonValue value) {
        if (member instanceof JsonNumber a && value instanceof JsonNumber b) {
            return OptionalInt.of(a.bigDecimalValue().compareTo(b.bigDecimalValue()));
        }
        if (member instanceof JsonString a && value instanceof JsonString b) {
            return OptionalInt.of(a.getString().compareTo(b.getString()));
        }
        return OptionalInt.empty();
    }
}
