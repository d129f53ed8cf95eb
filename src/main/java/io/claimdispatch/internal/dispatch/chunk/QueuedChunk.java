package io.claimdispatch.internal.dispatch.chunk;

import io.claimdispatch.internal.dispatch.Queued;

/**
 * A chunk that waits in the pool.
 *
 * @param chunk its rows
 * @param work what is done with them
 * @param release gives them back
 */
record QueuedChunk(Chunk chunk, Runnable work, Runnable release) implements Queued {

    @Override
    public boolean byHand() {
        return chunk.isByHand();
    }

    @Override
    public int giveBack() {
        release.run();
        return chunk.size();
    }

    @Override
    public void run() {
        work.run();
    }
}
