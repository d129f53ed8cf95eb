package io.claimdispatch.internal.store.publish;

import io.claimdispatch.Priority;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A checked draft, ready to be stored.
 *
 * @param type routing key
 * @param payload JSON text
 * @param key idempotency key, if it has one
 * @param priority among the due ones
 * @param eligibleAt from when on
 */
public record NewRow(String type, String payload, @Nullable String key, Priority priority, Due eligibleAt) {

    /** From when on a row may be claimed. */
    public sealed interface Due {
        /**
         * The instant, given the database's clock.
         *
         * @param now what that clock says
         */
        Instant resolve(Instant now);
    }

    /**
     * At an instant that the publisher named.
     *
     * @param instant when
     */
    public record At(Instant instant) implements Due {
        @Override
        public Instant resolve(Instant now) {
            return instant;
        }
    }

    /**
     * Some time after the insert, by the database's clock.
     *
     * @param delay how long; zero for at once
     */
    public record In(Duration delay) implements Due {
        @Override
        public Instant resolve(Instant now) {
            return now.plus(delay);
        }
    }
}
