package io.claimdispatch;

import org.jspecify.annotations.Nullable;

/** Where an action stands, as the column {@code state} holds it. */
public enum ActionState {
    /** Not claimed: to be run at its {@code end_at} or later, for the first time or again. */
    WAITING,
    /** Claimed by the node in {@code claimed_by} until {@code lease_until}: queued there or running. */
    CLAIMED,
    /** Its job succeeded; {@code processed_at} says when. The only state that sets it. */
    PROCESSED,
    /** Its rules did not hold when it was due; the column {@code reason} says which. Never run. */
    SKIPPED,
    /** Its job said that there is nothing to do any more; the column {@code reason} says why. */
    DISCARDED,
    /** An operator took it back before it ran. */
    CANCELLED,
    /** Dead letter: it failed as often as the retry policy allows, or can never succeed. Waits for an operator. */
    DEAD,
    /**
     * None that this version knows: written by a newer version or by hand. Only read, never written; {@link
     * ActionLog#getStateText()} has what stands in the row. This version leaves such a row alone, except that {@link
     * ActionLogs#delete} deletes it.
     */
    UNKNOWN;

    /** Whether nothing more will happen to the action by itself. Of {@link #UNKNOWN} that cannot be said. */
    public boolean isFinal() {
        return this != WAITING && this != CLAIMED && this != UNKNOWN;
    }

    /** The text to store for this state; {@link #UNKNOWN} keeps the one that is there, if it stands for it. */
    String replacing(@Nullable String text) {
        if (this != UNKNOWN) {
            return name();
        }
        if (text == null || of(text) != UNKNOWN) {
            throw Given.notAllowed("state", "is UNKNOWN, which is only read");
        }
        return text;
    }

    /** The state of a stored text; {@link #UNKNOWN} for one that this version does not know. */
    static ActionState of(String text) {
        for (ActionState state : values()) {
            if (state.name().equals(text)) {
                return state;
            }
        }
        return UNKNOWN;
    }
}
