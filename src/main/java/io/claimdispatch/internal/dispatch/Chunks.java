package io.claimdispatch.internal.dispatch;

import io.claimdispatch.internal.complete.Attempt;
import io.claimdispatch.internal.dispatch.RowPipeline.Handed;
import java.time.Duration;
import java.util.Optional;

/** What {@code dispatch} needs of chunking: gathering rows, submitting chunks, giving rows back. */
public interface Chunks {

    /**
     * Lets the row wait for others, if it may run together with them. If this throws, it does not.
     *
     * @return false if the row runs alone
     */
    boolean gather(Attempt attempt);

    /**
     * Routes a row of a call of {@code runOnce} on this thread, and then lets it wait for others of such calls.
     *
     * @return empty if the row runs alone, and nothing was done
     */
    Optional<Handed> routeNow(Attempt attempt);

    /** Hands the chunks to the pool whose rows have waited long enough. */
    void submitDue();

    /** The time until the next chunk is due, capped at this duration. */
    Duration untilDue(Duration longest);

    /** Hands the chunks of {@code runOnce} to the pool. */
    void submitByHand();

    /** Gives back all rows that wait for others. */
    void giveBackGathered();

    /**
     * How many rows may be in flight because they are in chunks, and need no place of their own.
     *
     * @param places how many chunks can run at once; those behind them wait, and widen nothing
     */
    int further(int places);
}
