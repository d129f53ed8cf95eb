package io.claimdispatch.internal.console.view;

import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionState;
import io.claimdispatch.Pause;
import io.claimdispatch.internal.common.TypePattern;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Why a row does not run, as far as one node can tell: a code, and what the page's sentence for it needs. The first
 * that applies, in the order in which an operator can do something about it.
 *
 * @param row the row
 * @param pauses those of its table
 * @param isRouted whether this node has a processor for its type
 * @param now the time of this node
 */
public record Explanation(ActionLog row, List<Pause> pauses, boolean isRouted, Instant now) {

    /** The code with its values. */
    public JsonObject view() {
        if (row.state() == ActionState.CLAIMED) {
            return code("claimed")
                    .text("node", row.claimedBy())
                    .time("until", row.leaseUntil())
                    .flag("isExpired", isExpired())
                    .build();
        }
        if (row.state() != ActionState.WAITING) {
            return code(row.state().name().toLowerCase(Locale.ROOT)).build();
        }
        for (Pause pause : pauses) {
            if (new TypePattern(pause.pattern()).covers(row.type())) {
                return code("paused").value("pause", PauseView.of(pause, now)).build();
            }
        }
        if (row.eligibleAt().isAfter(now)) {
            return code(row.failCount() > 0 ? "retry" : "scheduled")
                    .time("at", row.eligibleAt())
                    .millis("in", Duration.between(now, row.eligibleAt()))
                    .number("failCount", row.failCount())
                    .build();
        }
        return code(isRouted ? "due" : "unrouted")
                .millis("late", Duration.between(row.eligibleAt(), now))
                .build();
    }

    private boolean isExpired() {
        Instant until = row.leaseUntil();
        return until != null && until.isBefore(now);
    }

    private static JsonFields code(String code) {
        return new JsonFields().text("code", code);
    }
}
