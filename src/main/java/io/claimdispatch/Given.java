package io.claimdispatch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    private static ClaimDispatchException missing(String parameter) {
        return new ClaimDispatchException(
                "CLAIM0001", "the parameter '" + parameter + "' is null. Pass a value.", null);
    }

    static ClaimDispatchException notAllowed(String parameter, String why) {
        return new ClaimDispatchException(
                "CLAIM0006", "the parameter '" + parameter + "' " + why + ". Pass another value.", null);
    }
}
