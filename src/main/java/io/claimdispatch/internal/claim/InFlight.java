package io.claimdispatch.internal.claim;

import io.claimdispatch.internal.TableName;
import io.claimdispatch.internal.store.ClaimRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * What this node has claimed and not completed, queued or running. Its tokens are what the heartbeat renews: a claim whose
 * commit was never confirmed is not among them, so its lease runs out and the row comes back.
 */
@ApplicationScoped
class InFlight {

    private final AtomicInteger rows = new AtomicInteger();
    private final Map<Long, Claim> claims = new ConcurrentHashMap<>();
    private final Map<TableName, Renewal> renewals = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;

    InFlight() {
        this(System::nanoTime);
    }

    InFlight(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * What is left of one.
     *
     * @param rows not completed
     * @param deadline on the JVM's own clock: until then no other node can have them
     */
    private record Claim(int rows, long deadline) {}

    /**
     * The last heartbeat of a table.
     *
     * @param rows that it met
     * @param deadline of their leases
     */
    private record Renewal(Set<ClaimRef> rows, long deadline) {}

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

    /**
     * When a lease ends that is about to be written, as this node sees it: counted from before the statement, so that it is
     * not later than what the database writes, and a little short of it, since clocks do not run alike.
     */
    long deadline(Duration lease) {
        return nanoTime.getAsLong() + lease.toNanos() / 10 * 9;
    }

    /** Rows of a claim that has been committed take their reserved places. */
    void claimed(long token, int count, long deadline) {
        if (count > 0) {
            claims.merge(
                    token,
                    new Claim(count, deadline),
                    (before, now) ->
                            new Claim(before.rows() + now.rows(), Math.min(before.deadline(), now.deadline())));
        }
    }

    /**
     * The leases of these rows of a table have been renewed, and of no others. That a heartbeat came through says nothing about
     * a row that it has not met: another node may have it since long ago.
     */
    void renewed(TableName table, Set<ClaimRef> rows, long deadline) {
        renewals.put(table, new Renewal(rows, deadline));
    }

    /**
     * Whether this node can be sure to have the row. Not so if the database could not be reached for about as long as a lease:
     * others may have taken it back. Once the row itself is renewed after all, nobody has.
     */
    boolean isHeld(ClaimRef row) {
        Claim claim = claims.get(row.token());
        if (claim == null) {
            return false;
        }
        Renewal renewal = renewals.get(row.table());
        return isAhead(claim.deadline())
                || renewal != null
                        && isAhead(renewal.deadline())
                        && renewal.rows().contains(row);
    }

    private boolean isAhead(long deadline) {
        return deadline - nanoTime.getAsLong() > 0;
    }

    /** A row that is completed, or lost. */
    void completed(long token) {
        rows.decrementAndGet();
        claims.computeIfPresent(
                token, (t, claim) -> claim.rows() == 1 ? null : new Claim(claim.rows() - 1, claim.deadline()));
    }

    /** The claims of which something is left. */
    List<Long> tokens() {
        return new ArrayList<>(claims.keySet());
    }

    /** How many rows, reserved places included. */
    int count() {
        return rows.get();
    }
}
