package io.claimdispatch.internal.claim;

import io.claimdispatch.internal.store.row.ClaimedRow;

/** Takes claimed rows that could not be read, and ends their attempts. What dispatches rows implements it. */
public interface UnreadableRows {

    /**
     * Ends the attempt by an error, on another thread, since the retry policy is asked.
     *
     * @param row claimed by this node
     * @param error why it could not be read
     */
    void fail(ClaimedRow row, Throwable error);
}
