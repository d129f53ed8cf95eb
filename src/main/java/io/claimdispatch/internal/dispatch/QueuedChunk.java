package io.claimdispatch.internal.dispatch;

import io.claimdispatch.internal.complete.Attempt;
import java.util.List;

/**
 * A chunk that waits in the pool.
 *
 * @param chunk its rows
 * @param work what is done with them
 */
record QueuedChunk(Chunk chunk, Runnable work) implements Queued {

    @Override
    public List<Attempt> attempts() {
        return chunk.attempts();
    }

    @Override
    public boolean byHand() {
        return chunk.isByHand();
    }

    @Override
    public void run() {
        work.run();
    }
}
