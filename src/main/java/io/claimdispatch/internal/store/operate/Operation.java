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
     * The time that the command compares the row's with, where it does.
     *
     * @param now when the command runs
     */
    default Instant moment(Instant now) {
        return now;
    }

    /**
     * Cancels the row.
     *
     * @param reason the reason
     */
    record Cancel(String reason) implements Operation {}

    /**
     * Makes the row due, unless it is due earlier.
     *
     * @param at when; null for now
     */
    record RetryNow(@Nullable Instant at) implements Operation {

        /** Now. */
        public RetryNow() {
            this(null);
        }

        @Override
        public Instant moment(Instant now) {
            return at == null ? now : at;
        }

        @Override
        public Instant moves(Instant eligibleAt, Instant now) {
            Instant moment = moment(now);
            return eligibleAt.isAfter(moment) ? moment : eligibleAt;
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

    /**
     * Requeues the row.
     *
     * @param at when it is due, unless it is due later; null for now
     */
    record Requeue(@Nullable Instant at) implements Operation {

        /** Now. */
        public Requeue() {
            this(null);
        }

        @Override
        public Instant moment(Instant now) {
            return at == null ? now : at;
        }

        @Override
        public Instant moves(Instant eligibleAt, Instant now) {
            Instant moment = moment(now);
            return eligibleAt.isBefore(moment) ? moment : eligibleAt;
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
