package io.claimdispatch.internal.dispatch;

import io.claimdispatch.internal.complete.Attempt;
import java.util.List;

/** Claimed rows that wait in the pool, as one task. */
public sealed interface Queued extends Runnable permits QueuedRow, QueuedChunk {

    /** The rows, at least one. */
    List<Attempt> attempts();

    /** Whether a run by hand has claimed them, whose caller was told that they will run here. */
    boolean byHand();
}
