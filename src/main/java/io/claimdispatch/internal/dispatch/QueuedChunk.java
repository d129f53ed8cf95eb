package io.claimdispatch.internal.dispatch;

import io.claimdispatch.internal.complete.Attempt;
import java.util.List;

/**
 * A chunk that waits in the pool.
 *
 * @param attempts its rows
 * @param byHand whether a run by hand has claimed them
 * @param work what is done with them
 */
record QueuedChunk(List<Attempt> attempts, boolean byHand, Runnable work) implements Queued {
    @Override
    public void run() {
        work.run();
    }
}
