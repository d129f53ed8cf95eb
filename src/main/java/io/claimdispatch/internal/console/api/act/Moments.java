package io.claimdispatch.internal.console.api.act;

import io.claimdispatch.internal.common.problem.ConsoleProblems;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads the times and durations of bodies. */
final class Moments {

    private Moments() {}

    /**
     * A time.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0271 if it is none
     */
    static Instant time(String name, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw ConsoleProblems.parameterInvalid(name, text, "a time like 2026-11-30T12:00:00Z");
        }
    }

    /**
     * A duration, in milliseconds or in ISO 8601.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0271 if it is none
     */
    static Duration duration(String name, @Nullable JsonValue value) {
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
        throw ConsoleProblems.parameterInvalid(name, String.valueOf(value), "milliseconds, or a text like PT5M");
    }
}
