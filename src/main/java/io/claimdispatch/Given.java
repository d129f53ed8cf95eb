package io.claimdispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks the arguments of public methods. Null annotations have no effect at run time, so each method checks for
 * itself.
 */
final class Given {

    private Given() {}

    /** Returns the value; throws CLAIM0001 for null. */
    static <T> T value(String parameter, @Nullable T value) {
        if (value == null) {
            throw missing(parameter);
        }
        return value;
    }

    /** Returns the text; throws CLAIM0001 for null and CLAIM0006 for a blank text. */
    static String text(String parameter, @Nullable String text) {
        String given = value(parameter, text);
        if (given.isBlank()) {
            throw notAllowed(parameter, "is blank");
        }
        return given;
    }

    /** Returns an unmodifiable copy; throws CLAIM0001 if the list or one of its elements is null. */
    static <T> List<T> list(String parameter, @Nullable List<? extends T> values) {
        List<T> copy = new ArrayList<>();
        for (T each : value(parameter, values)) {
            copy.add(value(parameter + "[" + copy.size() + "]", each));
        }
        return List.copyOf(copy);
    }

    /** Returns an unmodifiable copy; throws CLAIM0001 if the map, a name or a value is null. */
    static Map<String, String> map(String parameter, @Nullable Map<String, String> entries) {
        Map<String, String> copy = new LinkedHashMap<>();
        value(parameter, entries)
                .forEach((name, text) ->
                        copy.put(value("a name in " + parameter, name), value(parameter + "[\"" + name + "\"]", text)));
        return Map.copyOf(copy);
    }

    /** Checks the payload of a quick call; throws CLAIM0189 for an object that was probably meant as another argument. */
    static void payload(@Nullable Object payload) {
        if (payload instanceof Instant) {
            throw misplaced("an Instant", "For an action at that time call quick(type, at, payload)");
        }
        if (payload instanceof Duration) {
            throw misplaced("a Duration", "For an action after that delay call quick(type, delay, payload)");
        }
        if (payload instanceof Consumer) {
            throw misplaced("a Consumer", "For an action with these options call quick(type, payload, options)");
        }
    }

    /** Returns the name of an action type; throws CLAIM0001 for null and CLAIM0012 for what no exact type can be. */
    static String typeName(String parameter, @Nullable String name) {
        String given = value(parameter, name);
        String fault = null;
        if (given.isEmpty()) {
            fault = "is empty";
        } else if (given.length() > Publisher.MAX_TYPE_LENGTH) {
            fault = "is longer than " + Publisher.MAX_TYPE_LENGTH + " characters";
        } else if (!given.equals(given.strip())) {
            fault = "begins or ends with white space";
        } else if (given.codePoints()
                .anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE)) {
            fault = "has a control character or half of a surrogate pair";
        } else if (given.indexOf('*') >= 0) {
            fault = "has an asterisk, which only a family of types has";
        }
        if (fault != null) {
            // without the name: only the inside can escape it
            throw new ClaimDispatchException(
                    "CLAIM0012", "the " + parameter + " of the action type " + fault + ". Choose another.", null);
        }
        return given;
    }

    private static ClaimDispatchException misplaced(String what, String meant) {
        return new ClaimDispatchException(
                "CLAIM0189",
                "the payload given to quick is " + what + ", which was probably meant as another argument. " + meant
                        + ". For an action without a payload, or with " + what
                        + " as its payload, call publish(draft -> …).",
                null);
    }

    private static ClaimDispatchException missing(String parameter) {
        return new ClaimDispatchException(
                "CLAIM0001", "the parameter '" + parameter + "' is null. Pass a value.", null);
    }

    static ClaimDispatchException notAllowed(String parameter, String why) {
        return new ClaimDispatchException(
                "CLAIM0006", "the parameter '" + parameter + "' " + why + ". Pass another value.", null);
    }
}
