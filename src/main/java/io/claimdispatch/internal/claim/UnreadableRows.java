package io.claimdispatch.internal.claim;

import io.claimdispatch.internal.store.row.ClaimedRow;

/** Ends the attempts of claimed rows that could not be read. The dispatcher implements it. */
public interface UnreadableRows {

    /**
     * Ends the attempt with an error, on another thread, since it calls the retry policy.
     *
     * @param row a row claimed by this node
     * @param error why it could not be read
     */
    void fail(ClaimedRow row, Throwable error);
}
