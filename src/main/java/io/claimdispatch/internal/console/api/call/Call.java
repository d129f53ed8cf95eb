package io.claimdispatch.internal.console.api.call;

import io.claimdispatch.internal.common.problem.ConsoleProblems;
import io.claimdispatch.internal.console.security.Caller;
import io.claimdispatch.internal.operate.Order;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A call of a route.
 *
 * @param caller who calls
 * @param names the values of the names in the path; those of numbers are numbers
 * @param parameters those of the query string, each of which the route knows
 * @param body the JSON of a call that changes something, each member of which the route knows; empty for others
 * @param ifMatch the header {@code If-Match}
 * @param key the header {@code Idempotency-Key}
 */
public record Call(
        Caller caller,
        Map<String, String> names,
        Map<String, String> parameters,
        JsonObject body,
        @Nullable String ifMatch,
        @Nullable String key) {

    /** A call without a key. */
    public Call(
            Caller caller,
            Map<String, String> names,
            Map<String, String> parameters,
            JsonObject body,
            @Nullable String ifMatch) {
        this(caller, names, parameters, body, ifMatch, null);
    }

    /** The id in the path. */
    public long id() {
        return Long.parseLong(name(RouteSpec.ID));
    }

    /** A text of the path. */
    public String name(String name) {
        return Objects.requireNonNull(names.get(name), name);
    }

    /** A parameter; null without it. */
    @Nullable
    public String parameter(String name) {
        return parameters.get(name);
    }

    /**
     * A parameter that is a number.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0271 if it is not a number, or out of its range
     */
    public int parameter(String name, int fallback, int least, int most) {
        String text = parameters.get(name);
        return text == null ? fallback : number(name, text, least, most);
    }

    /**
     * A text of the body; null without it, and if it is blank.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0271 if it is not a text
     */
    @Nullable
    public String text(String name) {
        JsonValue value = body.get(name);
        if (value == null || value.equals(JsonValue.NULL)) {
            return null;
        }
        if (value instanceof JsonString text) {
            return text.getString().isBlank() ? null : text.getString();
        }
        throw ConsoleProblems.parameterInvalid(name, value.toString(), "a text");
    }

    /**
     * A truth value of the body; false without it.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0271 if it is none
     */
    public boolean flag(String name) {
        JsonValue value = body.getOrDefault(name, JsonValue.FALSE);
        if (!value.equals(JsonValue.TRUE) && !value.equals(JsonValue.FALSE)) {
            throw ConsoleProblems.parameterInvalid(name, value.toString(), "true or false");
        }
        return value.equals(JsonValue.TRUE);
    }

    /**
     * A text of the body that must be there.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0271 without it
     */
    public String requiredText(String name) {
        return required(name, text(name));
    }

    private static String required(String name, @Nullable String text) {
        if (text == null) {
            throw ConsoleProblems.parameterInvalid(name, "", "a text that is not blank");
        }
        return text;
    }

    /**
     * The reason, as it is kept; null without one.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0271 if it is not a text
     */
    @Nullable
    public String reason() {
        return Order.reason(text(Parameter.REASON.name()));
    }

    /**
     * The reason of a call that needs one.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0271 without it
     */
    public String requiredReason() {
        return required(Parameter.REASON.name(), reason());
    }

    /**
     * A number of the body that must be there.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0271 without it, if it is not a number, or out of its range
     */
    public int number(String name, int least, int most) {
        return number(name, String.valueOf(body.get(name)), least, most);
    }

    private static int number(String name, String text, int least, int most) {
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
