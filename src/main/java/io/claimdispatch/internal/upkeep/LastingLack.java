package io.claimdispatch.internal.upkeep;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether the executor has had another number of threads for so long that it is to be told. One busy second shows too few, and a
 * node that has little to do afterwards has no occasion to show more: only looks that find a lack count. For one thread.
 */
final class LastingLack {

    /** Looks between which no lack is found are no end of it if they are fewer: a quick task may just have ended. */
    private static final int PASSED_OVER = 3;

    private final int wanted;
    private final long lasting;
    private final LongSupplier nanoTime;
    private int seen;
    private int told;
    private long since;
    private int without;

    /**
     * Nothing seen yet.
     *
     * @param wanted the setting {@code claim-dispatch.concurrency}
     * @param lasting how long a difference lasts before it is told
     */
    LastingLack(int wanted, Duration lasting, LongSupplier nanoTime) {
        this.wanted = wanted;
        this.lasting = lasting.toNanos();
        this.nanoTime = nanoTime;
        this.seen = wanted;
        this.told = wanted;
    }

    /**
     * After a look.
     *
     * @param threads how many there are, as far as they have shown
     * @param isLacking whether the look has found that there are no more
     * @return whether the number is to be told: once for each
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
