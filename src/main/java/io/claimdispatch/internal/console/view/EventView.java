package io.claimdispatch.internal.console.view;

import io.claimdispatch.ActionEvent;
import jakarta.json.JsonObject;

/** An event of the audit trail. */
public final class EventView {

    private EventView() {}

    /** All of it; its detail holds no payload. */
    public static JsonObject of(ActionEvent event) {
        return new JsonFields()
                .id("id", event.id())
                .time("at", event.at())
                .text("kind", event.kind())
                .text("who", event.who())
                .text("why", event.why())
                .text("node", event.node())
                .text("origin", event.origin())
                .id("row", event.actionId())
                .text("type", event.type())
                .text("detail", event.detail())
                .build();
    }
}
