package io.claimdispatch.internal.console.view;

import io.claimdispatch.Pause;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/** A pause of a type or family. */
public final class PauseView {

    private PauseView() {}

    /**
     * All of it.
     *
     * @param now for its age
     */
    public static JsonObject of(Pause pause, Instant now) {
        return new JsonFields()
                .text("pattern", pause.pattern())
                .text("who", pause.who())
                .text("why", pause.why())
                .time("since", pause.since())
                .millis("age", Duration.between(pause.since(), now))
                .build();
    }
}
