package io.claimdispatch.internal.store.operate;

import io.claimdispatch.ActionState;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An operator's command on one row. Durations count on the database's clock. */
public sealed interface Operation {

    /** The states in which it is allowed; never CLAIMED. */
    default Set<ActionState> from() {
        return EnumSet.of(ActionState.WAITING);
    }

    /**
     * The new earliest time of the row; null if the command leaves it.
     *
     * @param eligibleAt the earliest time before the command
     * @param now when the command ran
     */
    default @Nullable Instant moves(Instant eligibleAt, Instant now) {
        return null;
    }

    /**
     * Cancels the row.
     *
     * @param reason the reason
     */
    record Cancel(String reason) implements Operation {}

    /** Makes the row due now. */
    record RetryNow() implements Operation {
        @Override
        public Instant moves(Instant eligibleAt, Instant now) {
            return eligibleAt.isAfter(now) ? now : eligibleAt;
        }
    }

    /**
     * Moves the row to another time.
     *
     * @param eligibleAt the new earliest time
     */
    record RescheduleAt(Instant eligibleAt) implements Operation {
        @Override
        public Instant moves(Instant before, Instant now) {
            return eligibleAt;
        }
    }

    /**
     * Moves the row to another time.
     *
     * @param delay from now
     */
    record RescheduleIn(Duration delay) implements Operation {
        @Override
        public Instant moves(Instant before, Instant now) {
            return now.plus(delay);
        }
    }

    /** Requeues the row. */
    record Requeue() implements Operation {
        @Override
        public Instant moves(Instant eligibleAt, Instant now) {
            return eligibleAt.isBefore(now) ? now : eligibleAt;
        }

        @Override
        public Set<ActionState> from() {
            return EnumSet.of(ActionState.DEAD, ActionState.CANCELLED, ActionState.SKIPPED, ActionState.DISCARDED);
        }
    }

    /** Deletes the row. */
    record Delete() implements Operation {
        @Override
        public Set<ActionState> from() {
            return EnumSet.complementOf(EnumSet.of(ActionState.CLAIMED));
        }
    }
}
