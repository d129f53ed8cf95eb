package io.claimdispatch.internal.console.api;

import io.claimdispatch.internal.common.problem.ConsoleProblems;
import io.claimdispatch.internal.console.security.Caller;
import jakarta.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call of a route.
 *
 * @param caller who calls
 * @param numbers the values of the names in the path
 * @param parameters those of the query string, each of which the route knows
 * @param body the JSON of a call that changes something; empty for others
 */
public record Call(Caller caller, Map<String, Long> numbers, Map<String, String> parameters, JsonObject body) {

    /** A number of the path. */
    long number(String name) {
        Long number = numbers.get(name);
        if (number == null) {
            throw new IllegalArgumentException(name);
        }
        return number;
    }

    /** A parameter; null without it. */
    @Nullable
    String parameter(String name) {
        return parameters.get(name);
    }

    /**
     * A parameter that is a number.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0271 if it is none, or out of its range
     */
    int parameter(String name, int fallback, int least, int most) {
        String text = parameters.get(name);
        if (text == null) {
            return fallback;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // refused below
        }
        throw ConsoleProblems.parameterInvalid(name, text, "a whole number from " + least + " to " + most);
    }
}
