package io.claimdispatch.internal.operate.bulk;

import io.claimdispatch.ActionEvent;
import io.claimdispatch.ActionState;
import io.claimdispatch.internal.store.operate.Operation;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A command that a bulk action gives to each of its rows. */
public enum BulkVerb {
    /** Makes waiting rows due. */
    RETRY(ActionEvent.RETRY_NOW, true, ActionState.WAITING),
    /** Moves waiting rows to another time. */
    RESCHEDULE(ActionEvent.RESCHEDULE, true, ActionState.WAITING),
    /** Cancels waiting rows. */
    CANCEL(ActionEvent.CANCEL, false, ActionState.WAITING),
    /** Lets rows run again that ended without success. */
    REQUEUE(
            ActionEvent.REQUEUE,
            true,
            ActionState.DEAD,
            ActionState.CANCELLED,
            ActionState.SKIPPED,
            ActionState.DISCARDED),
    /** Deletes rows that have ended. */
    DELETE(
            ActionEvent.DELETE,
            false,
            ActionState.PROCESSED,
            ActionState.DEAD,
            ActionState.CANCELLED,
            ActionState.SKIPPED,
            ActionState.DISCARDED);

    private final String kind;
    private final boolean makesDue;
    private final Set<ActionState> states;

    BulkVerb(String kind, boolean makesDue, ActionState first, ActionState... further) {
        this.kind = kind;
        this.makesDue = makesDue;
        this.states = EnumSet.of(first, further);
    }

    /** The kind of each row's event. */
    String kind() {
        return kind;
    }

    /** Whether the rows may be due afterwards; these have an earliest time, which can be spread. */
    public boolean makesDue() {
        return makesDue;
    }

    /** The states of rows that it is for. */
    Set<ActionState> states() {
        return EnumSet.copyOf(states);
    }

    /**
     * The command on one row.
     *
     * @param at the earliest time of the row, where the command gives it one; null for now
     */
    Operation operation(String reason, @Nullable Instant at) {
        return switch (this) {
            case RETRY -> new Operation.RetryNow(at);
            case RESCHEDULE -> new Operation.RescheduleAt(Objects.requireNonNull(at));
            case CANCEL -> new Operation.Cancel(reason);
            case REQUEUE -> new Operation.Requeue(at);
            case DELETE -> new Operation.Delete();
        };
    }
}
