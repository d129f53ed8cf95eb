package io.claimdispatch;

import java.time.Duration;
import java.time.Instant;

/**
 * How a task ended, if returning normally does not say enough. There is no value for failure: a failed task throws.
 *
 * <p>Each method throws CLAIM0001 for null. A time or delay beyond what every database can hold becomes the nearest
 * possible one, and a reason that is too long is cut off.
 *
 * <pre>{@code
 * @Processor("order.ship")
 * public Outcome ship(Order order) {
 *     if (order.cancelled()) {
 *         return Outcome.discard("the order was cancelled");
 *     }
 *     return order.awaitsPayment() ? Outcome.snoozeFor(Duration.ofHours(1)) : Outcome.success();
 * }
 * }</pre>
 */
public sealed interface Outcome {

    /** Success: the row is marked processed. The same as returning nothing. */
    static Outcome success() {
        return Success.INSTANCE;
    }

    /** Snooze: the row waits until the instant. It counts neither as success nor as failure. */
    static Outcome snoozeUntil(Instant until) {
        return new SnoozeUntil(until);
    }

    /** Snooze: the row waits this long, on the database's clock. It counts neither as success nor as failure. */
    static Outcome snoozeFor(Duration delay) {
        return new SnoozeFor(delay);
    }

    /** Discard: there is nothing left to do. The row ends as {@link ActionState#DISCARDED} and keeps the reason. */
    static Outcome discard(String reason) {
        return new Discard(reason);
    }

    /** See {@link #success()}. */
    enum Success implements Outcome {
        /** The only one. */
        INSTANCE
    }

    /**
     * See {@link Outcome#snoozeUntil}.
     *
     * @param until the new earliest time
     */
    record SnoozeUntil(Instant until) implements Outcome {

        /** Checks that it is there. */
        public SnoozeUntil {
            Given.value("until", until);
        }
    }

    /**
     * See {@link Outcome#snoozeFor}.
     *
     * @param delay from now, on the database's clock
     */
    record SnoozeFor(Duration delay) implements Outcome {

        /** Checks that it is there. */
        public SnoozeFor {
            Given.value("delay", delay);
        }
    }

    /**
     * See {@link Outcome#discard}.
     *
     * @param reason kept in the row
     */
    record Discard(String reason) implements Outcome {

        /** Checks that it is there. */
        public Discard {
            Given.value("reason", reason);
        }
    }
}
