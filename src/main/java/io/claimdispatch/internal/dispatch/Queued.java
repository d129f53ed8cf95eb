package io.claimdispatch.internal.dispatch;

/** Claimed rows that wait in the pool, as one task. */
public interface Queued extends Runnable {

    /** Whether a run by hand has claimed them, whose caller was told that they will run here. */
    boolean byHand();

    /** Gives them back, after they were withdrawn from the pool. Returns their number. */
    int giveBack();
}
