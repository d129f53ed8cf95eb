package io.claimdispatch.internal.store.operate;

import io.claimdispatch.ActionState;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** An operator's command on one row. Durations count on the database's clock. */
public sealed interface Operation {

    /** The states in which it is allowed; never CLAIMED. */
    default Set<ActionState> from() {
        return EnumSet.of(ActionState.WAITING);
    }

    /**
     * Cancels the row.
     *
     * @param reason the reason
     */
    record Cancel(String reason) implements Operation {}

    /** Makes the row due now. */
    record RetryNow() implements Operation {}

    /**
     * Moves the row to another time.
     *
     * @param eligibleAt the new earliest time
     */
    record RescheduleAt(Instant eligibleAt) implements Operation {}

    /**
     * Moves the row to another time.
     *
     * @param delay from now
     */
    record RescheduleIn(Duration delay) implements Operation {}

    /** Requeues the row. */
    record Requeue() implements Operation {
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
