package io.claimdispatch.internal.dispatch;

import io.claimdispatch.internal.complete.Attempt;
import io.claimdispatch.internal.dispatch.RowPipeline.Handed;
import java.time.Duration;
import java.util.Optional;

/** The way of claimed rows whose processor takes many at once, as far as the other rows' way has to know it. */
public interface Chunks {

    /**
     * Lets the row wait for others, if it may run together with them. If this throws, it does not.
     *
     * @return false if the row runs alone
     */
    boolean gather(Attempt attempt);

    /**
     * Routes a row of a run by hand on this thread, and then lets it wait for others of such runs.
     *
     * @return empty if the row runs alone, and nothing was done
     */
    Optional<Handed> routeNow(Attempt attempt);

    /** Hands the chunks to the pool whose rows have waited long enough. */
    void submitDue();

    /** How long it takes until there is a chunk to hand on, if it does not take longer than this. */
    Duration untilDue(Duration longest);

    /** Hands the chunks of runs by hand to the pool. */
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
