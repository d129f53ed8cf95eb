package io.claimdispatch.internal.console.api.act;

import io.claimdispatch.internal.common.problem.ConsoleProblems;
import io.claimdispatch.internal.console.api.call.Call;
import io.claimdispatch.internal.console.api.call.Parameter;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a row is due, as a call says it.
 *
 * @param at a time; null for a delay
 * @param delay from now
 */
record DueTime(@Nullable Instant at, Duration delay) {

    static final Parameter RUN_AT =
            Parameter.text("runAt", "The time, like 2026-11-30T12:00:00Z; a past one makes the row due.");

    static final Parameter DELAY =
            new Parameter("delay", "any", false, "How long from now, in milliseconds or like PT5M.");

    /**
     * Reads one of both.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0271 for none, both, or one that is no time
     */
    static DueTime required(Call call) {
        JsonValue delay = call.body().get(DELAY.name());
        String runAt = call.text(RUN_AT.name());
        if ((delay == null) == (runAt == null)) {
            throw ConsoleProblems.parameterInvalid(
                    RUN_AT.name(), String.valueOf(runAt), "either this or " + DELAY.name());
        }
        return runAt == null ? new DueTime(null, duration(delay)) : new DueTime(time(runAt), Duration.ZERO);
    }

    /** The same, and now for none. */
    static DueTime orNow(Call call) {
        return call.body().containsKey(DELAY.name()) || call.text(RUN_AT.name()) != null
                ? required(call)
                : new DueTime(null, Duration.ZERO);
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw ConsoleProblems.parameterInvalid(RUN_AT.name(), text, "a time like 2026-11-30T12:00:00Z");
        }
    }

    private static Duration duration(@Nullable JsonValue value) {
        try {
            if (value instanceof JsonNumber millis) {
                // by its digits: a number like 1e999999999 is never worked out
                return Duration.ofMillis(Long.parseLong(millis.toString()));
            } else if (value instanceof JsonString text) {
                return Duration.parse(text.getString());
            }
        } catch (NumberFormatException | DateTimeException e) {
            // refused below
        }
        throw ConsoleProblems.parameterInvalid(
                DELAY.name(), String.valueOf(value), "milliseconds, or a text like PT5M");
    }
}
