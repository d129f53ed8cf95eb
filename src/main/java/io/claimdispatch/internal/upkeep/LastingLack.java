package io.claimdispatch.internal.upkeep;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Decides whether the executor has had a different number of threads for long enough to log it. One busy second shows
 * too few threads, and a node with little work afterwards cannot show more, so only looks that find a lack count. For
 * one thread.
 */
final class LastingLack {

    /** Fewer looks in a row without a lack do not end it, since a quick task may just have ended. */
    private static final int PASSED_OVER = 3;

    private final int wanted;
    private final long lasting;
    private final LongSupplier nanoTime;
    private int seen;
    private int told;
    private long since;
    private int without;

    /**
     * Creates an instance without observations.
     *
     * @param wanted the setting {@code claim-dispatch.concurrency}
     * @param lasting how long a difference must last before it is logged
     */
    LastingLack(int wanted, Duration lasting, LongSupplier nanoTime) {
        this.wanted = wanted;
        this.lasting = lasting.toNanos();
        this.nanoTime = nanoTime;
        this.seen = wanted;
        this.told = wanted;
    }

    /**
     * Call this after each look.
     *
     * @param threads the observed number of threads
     * @param isLacking whether the look found that there are no more
     * @return whether to log the number; once per number
     */
    boolean isNews(int threads, boolean isLacking) {
        long now = nanoTime.getAsLong();
        without = isLacking ? 0 : without + 1;
        if (threads != seen || threads < wanted && without >= PASSED_OVER) {
            seen = threads;
            since = now;
        }
        boolean isNews = seen != told && now - since >= lasting;
        if (isNews) {
            told = seen;
        }
        return isNews;
    }
}
