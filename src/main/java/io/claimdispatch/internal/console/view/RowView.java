package io.claimdispatch.internal.console.view;

import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionState;
import io.claimdispatch.internal.console.security.Masking.Shown;
import io.claimdispatch.internal.operate.BoundedRow;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/** A row, in a list or alone. */
public final class RowView {

    private RowView() {}

    /**
     * A row of a list.
     *
     * @param preview of its payload
     * @param now for its ages
     */
    public static JsonObject inList(BoundedRow row, Shown preview, Instant now) {
        return head(row.row(), now)
                .value("payload", payload(row.row(), preview))
                .build();
    }

    /**
     * A row alone.
     *
     * @param payload its payload, as far as it is shown
     * @param why why it does not run, see {@link Explanation}
     * @param now for its ages
     */
    public static JsonObject alone(BoundedRow bounded, Shown payload, JsonObject why, Instant now) {
        ActionLog row = bounded.row();
        return head(row, now)
                .time("updatedAt", row.updatedAt())
                .time("claimedAt", row.claimedAt())
                .id("executionId", row.executionId())
                .value("payload", payload(row, payload))
                .list("errors", ErrorsView.of(bounded.errors(), bounded.isErrorsCut()), error -> error)
                .flag("isErrorsCut", bounded.isErrorsCut())
                .value("why", why)
                .build();
    }

    private static JsonFields head(ActionLog row, Instant now) {
        return new JsonFields()
                .id("id", row.id())
                .text("table", row.table())
                .text("type", row.type())
                .text("key", row.idempotencyKey())
                .text("state", row.state().name())
                .text("stateText", row.stateText())
                .text("priority", row.priority().name())
                .number("failCount", row.failCount())
                .time("createdAt", row.createdAt())
                .time("eligibleAt", row.eligibleAt())
                .millis("age", Duration.between(row.createdAt(), now))
                .millis("eligibleIn", row.state() == ActionState.WAITING ? until(row, now) : null)
                .text("claimedBy", row.claimedBy())
                .time("leaseUntil", row.leaseUntil())
                .time("processedAt", row.processedAt())
                .time("endedAt", row.state().isFinal() ? row.updatedAt() : null)
                .text("failure", row.failure())
                .text("reason", row.reason());
    }

    private static Duration until(ActionLog row, Instant now) {
        return Duration.between(now, row.eligibleAt());
    }

    /** A payload, as far as it is shown. */
    public static JsonObject payload(ActionLog row, Shown shown) {
        return new JsonFields()
                .text("text", shown.text())
                .flag("isJson", shown.isJson())
                .flag("isCut", shown.isCut())
                .number("masked", shown.masked())
                .number("bytes", row.payloadSize())
                .build();
    }
}
