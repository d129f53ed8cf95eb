package io.claimdispatch.internal.store.operate;

import io.claimdispatch.ActionState;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** What an operator wants done to one row. Times that are durations count on the database's clock. */
public sealed interface Operation {

    /** The states in which it can be done; never CLAIMED. */
    default Set<ActionState> from() {
        return EnumSet.of(ActionState.WAITING);
    }

    /**
     * Takes it back.
     *
     * @param reason why
     */
    record Cancel(String reason) implements Operation {}

    /** Makes it due. */
    record RetryNow() implements Operation {}

    /**
     * Moves it.
     *
     * @param eligibleAt the new earliest time
     */
    record RescheduleAt(Instant eligibleAt) implements Operation {}

    /**
     * Moves it.
     *
     * @param delay from now
     */
    record RescheduleIn(Duration delay) implements Operation {}

    /** Lets it begin again. */
    record Requeue() implements Operation {
        @Override
        public Set<ActionState> from() {
            return EnumSet.of(ActionState.DEAD, ActionState.CANCELLED, ActionState.SKIPPED, ActionState.DISCARDED);
        }
    }

    /** Removes it. */
    record Delete() implements Operation {
        @Override
        public Set<ActionState> from() {
            return EnumSet.complementOf(EnumSet.of(ActionState.CLAIMED));
        }
    }
}
