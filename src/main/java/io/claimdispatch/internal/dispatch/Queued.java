package io.claimdispatch.internal.dispatch;

/** Claimed rows that wait in the pool, as one task. */
public interface Queued extends Runnable {

    /** Whether a call of {@code runOnce} has claimed them, which has reported that they will run here. */
    boolean byHand();

    /** Gives them back, after they were withdrawn from the pool. Returns their number. */
    int giveBack();
}
