package io.claimdispatch.internal.store.publish;

import io.claimdispatch.Priority;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A checked draft, ready to be stored.
 *
 * @param type the routing key
 * @param payload the payload as JSON text
 * @param key the idempotency key, or null
 * @param priority the priority
 * @param eligibleAt when the row becomes due
 */
public record NewRow(String type, String payload, @Nullable String key, Priority priority, Due eligibleAt) {

    /** The size of the payload in UTF-8. */
    public int payloadSize() {
        return payload.getBytes(StandardCharsets.UTF_8).length;
    }

    /** When a row becomes due. */
    public sealed interface Due {
        /**
         * Returns the instant, given the database's clock.
         *
         * @param now the time by that clock
         */
        Instant resolve(Instant now);
    }

    /**
     * At an instant set by the publisher.
     *
     * @param instant the instant
     */
    public record At(Instant instant) implements Due {
        @Override
        public Instant resolve(Instant now) {
            return instant;
        }
    }

    /**
     * After a delay from the insert, by the database's clock.
     *
     * @param delay the delay; zero for at once
     */
    public record In(Duration delay) implements Due {
        @Override
        public Instant resolve(Instant now) {
            return now.plus(delay);
        }
    }
}
