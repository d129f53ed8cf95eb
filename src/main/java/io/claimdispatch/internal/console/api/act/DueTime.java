package io.claimdispatch.internal.console.api.act;

import io.claimdispatch.internal.common.problem.ConsoleProblems;
import io.claimdispatch.internal.console.api.call.Call;
import io.claimdispatch.internal.console.api.call.Parameter;
import jakarta.json.JsonValue;
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
        return runAt == null
                ? new DueTime(null, Moments.duration(DELAY.name(), delay))
                : new DueTime(Moments.time(RUN_AT.name(), runAt), Duration.ZERO);
    }

    /** The same, and now for none. */
    static DueTime orNow(Call call) {
        return call.body().containsKey(DELAY.name()) || call.text(RUN_AT.name()) != null
                ? required(call)
                : new DueTime(null, Duration.ZERO);
    }
}
