package io.claimdispatch;

/** The state of an action, as stored in the column {@code state}. */
public enum ActionState {
    /** Not claimed. Runs at its {@code end_at} or later, for the first time or again. */
    WAITING,
    /** Claimed by the node in {@code claimed_by} until {@code lease_until}, and queued or running there. */
    CLAIMED,
    /** Its job succeeded, at {@code processed_at}. No other state sets that column. */
    PROCESSED,
    /** Not run, because its rules did not hold when it was due; the column {@code reason} says which rule. */
    SKIPPED,
    /** Its job reported that there is nothing left to do; the column {@code reason} says why. */
    DISCARDED,
    /**
     * An operator cancelled it before it ran, or its job did ({@link Outcome#cancel}); the column {@code reason} says
     * why.
     */
    CANCELLED,
    /** Dead letter: it failed as often as the retry policy allows, or can never succeed. It waits for an operator. */
    DEAD,
    /**
     * A state that this version does not know, written by a newer version or by hand. It is read and never written;
     * {@link ActionLog#stateText()} returns the stored text. This version leaves such a row alone, except for {@link
     * ActionLogs#delete}.
     */
    UNKNOWN;

    /** Whether the action stays in this state unless an operator changes it; false for {@link #UNKNOWN}. */
    public boolean isFinal() {
        return this != WAITING && this != CLAIMED && this != UNKNOWN;
    }

    /** The state for a stored text; {@link #UNKNOWN} if this version does not know it. */
    static ActionState of(String text) {
        for (ActionState state : values()) {
            if (state.name().equals(text)) {
                return state;
            }
        }
        return UNKNOWN;
    }
}
