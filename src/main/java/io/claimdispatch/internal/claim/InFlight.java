package io.claimdispatch.internal.claim;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What this node has claimed and not completed, queued or running. Its tokens are what the heartbeat renews: a claim whose
 * commit was never confirmed is not among them, so its lease runs out and the row comes back.
 */
@ApplicationScoped
class InFlight {

    private final AtomicInteger rows = new AtomicInteger();
    private final Map<Long, Integer> rowsOfToken = new ConcurrentHashMap<>();

    /**
     * Takes places for rows that are about to be claimed.
     *
     * @param wanted at most so many
     * @param most places there are
     * @return how many were free and are taken now
     */
    int reserve(int wanted, int most) {
        int before = rows.getAndUpdate(now -> now + Math.max(0, Math.min(wanted, most - now)));
        return Math.max(0, Math.min(wanted, most - before));
    }

    /** Gives back places for which no row was found. */
    void giveBack(int places) {
        rows.addAndGet(-places);
    }

    /** Rows of a claim that has been committed take their reserved places. */
    void claimed(long token, int count) {
        if (count > 0) {
            rowsOfToken.merge(token, count, Integer::sum);
        }
    }

    /** A row that is completed, or lost. */
    void completed(long token) {
        rows.decrementAndGet();
        rowsOfToken.computeIfPresent(token, (t, count) -> count == 1 ? null : count - 1);
    }

    /** The claims of which something is left. */
    List<Long> tokens() {
        return new ArrayList<>(rowsOfToken.keySet());
    }

    /** How many rows, reserved places included. */
    int count() {
        return rows.get();
    }
}
