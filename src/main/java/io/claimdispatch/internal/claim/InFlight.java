package io.claimdispatch.internal.claim;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.store.lease.HeldLeases;
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.row.Completion;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows that this node has claimed and not completed, queued or running. The heartbeat renews these. A claim whose
 * commit was never confirmed is not among them, nor is a row that was given up: their leases expire, and the rows are
 * recovered.
 */
@Component
@Dependent
public class InFlight {

    private final AtomicInteger rows = new AtomicInteger();
    private final Map<Long, Claim> claims = new ConcurrentHashMap<>();
    private final Map<TableName, Renewal> renewals = new ConcurrentHashMap<>();
    private final Map<TableName, Long> renewalCounts = new ConcurrentHashMap<>();
    private final Set<Long> ended = ConcurrentHashMap.newKeySet();
    private final Ticker ticker;

    @Inject
    InFlight(Ticker ticker) {
        this.ticker = ticker;
    }

    /**
     * The rest of a claim.
     *
     * @param rows the number of rows not completed
     * @param deadline on the JVM's clock; until then no other node can have the rows
     * @param givenUp rows that were given up without being completed
     */
    private record Claim(int rows, long deadline, Set<ClaimRef> givenUp) {

        @Nullable
        Claim less(Set<ClaimRef> givenUp) {
            return rows == 1 ? null : new Claim(rows - 1, deadline, givenUp);
        }
    }

    /**
     * The last heartbeat of a table.
     *
     * @param tokens the claims that it renewed
     * @param deadline the deadline of their leases
     */
    private record Renewal(Set<Long> tokens, long deadline) {}

    /**
     * Reserves places for rows about to be claimed.
     *
     * @param wanted the maximum to reserve
     * @param most the total number of places
     * @return how many were free and are now reserved
     */
    int reserve(int wanted, int most) {
        int before = rows.getAndUpdate(now -> now + Math.max(0, Math.min(wanted, most - now)));
        return Math.max(0, Math.min(wanted, most - before));
    }

    /** Releases places for which no row was found. */
    void giveBack(int places) {
        rows.addAndGet(-places);
    }

    /**
     * The local deadline of a lease about to be written. It is counted from before the statement, so that it is not
     * later than the one that the database writes, and is a little shorter, since clocks run at different speeds.
     */
    public long deadline(Duration lease) {
        return ticker.nanoTime() + lease.toNanos() / 10 * 9;
    }

    /** Assigns reserved places to the rows of a committed claim. */
    void claimed(long token, int count, long deadline) {
        if (count > 0) {
            claims.merge(
                    token,
                    new Claim(count, deadline, Set.of()),
                    (before, now) -> new Claim(
                            before.rows() + now.rows(), Math.min(before.deadline(), now.deadline()), before.givenUp()));
        }
    }

    /**
     * Records that the leases of exactly these claims of a table were renewed. A successful heartbeat says nothing about
     * a claim that it did not renew: another node may have had its rows for long.
     */
    public void renewed(TableName table, Set<Long> tokens, long deadline) {
        renewals.put(table, new Renewal(tokens, deadline));
        if (!tokens.isEmpty()) {
            renewalCounts.merge(table, 1L, Long::sum);
        }
    }

    /** How many heartbeats have renewed claims of a table. */
    long renewals(TableName table) {
        return renewalCounts.getOrDefault(table, 0L);
    }

    /**
     * Whether this node certainly holds the row. Not if the database was unreachable for about as long as a lease,
     * since other nodes may have recovered the row; unless its claim was renewed after all, which then no other node has
     * taken.
     */
    public boolean isHeld(ClaimRef row) {
        Claim claim = claims.get(row.token());
        if (claim == null) {
            return false;
        }
        Renewal renewal = renewals.get(row.table());
        return isAhead(claim.deadline())
                || renewal != null
                        && isAhead(renewal.deadline())
                        && renewal.tokens().contains(row.token())
                        && !claim.givenUp().contains(row);
    }

    private boolean isAhead(long deadline) {
        return deadline - ticker.nanoTime() > 0;
    }

    /** Removes a row that is completed or lost. */
    void completed(long token) {
        claims.computeIfPresent(token, (t, claim) -> {
            Claim rest = claim.less(claim.givenUp());
            // a row that was given up comes back when the lease of its claim ends
            if (rest == null && claim.givenUp().isEmpty()) {
                ended.add(t);
            }
            return rest;
        });
        rows.decrementAndGet();
    }

    /** The claims whose leases end with the storing of these outcomes, because they are the last ones of their claims. */
    Set<Long> ending(Collection<Completion> done) {
        Map<Long, Integer> counts = new HashMap<>();
        done.forEach(completion -> counts.merge(completion.ref().token(), 1, Integer::sum));
        Set<Long> ending = new HashSet<>();
        counts.forEach((token, count) -> {
            Claim claim = claims.get(token);
            if (claim != null && claim.rows() == count && claim.givenUp().isEmpty()) {
                ending.add(token);
            }
        });
        return ending;
    }

    /**
     * Takes the claims of which no row is left and whose leases are still stored, because several transactions have stored
     * the last outcomes. One caller gets each: two that ended the same lease would wait for each other.
     */
    public Set<Long> takeEnded() {
        return ended.stream().filter(ended::remove).collect(Collectors.toSet());
    }

    /** Records that the leases of claims that were taken by {@link #takeEnded} are still stored. */
    public void leasesRemain(Set<Long> tokens) {
        ended.addAll(tokens);
    }

    /** Records that the leases of these claims are no longer stored. */
    public void leasesEnded(Set<Long> tokens) {
        ended.removeAll(tokens);
    }

    /**
     * Gives up a row, so that it is recovered when its lease expires, like one of a dead node. Its lease is no longer
     * renewed, however long other rows of its claim run here.
     */
    void givenUp(ClaimRef row) {
        claims.computeIfPresent(row.token(), (token, claim) -> {
            Set<ClaimRef> givenUp = new HashSet<>(claim.givenUp());
            givenUp.add(row);
            return claim.less(givenUp);
        });
        // last, so that a thread that sees no row in flight finds nothing left of its claim either
        rows.decrementAndGet();
    }

    /** Whether this node is still working on the row, even if its lease expired long ago. */
    public boolean isInHand(ClaimRef row) {
        Claim claim = claims.get(row.token());
        return claim != null && !claim.givenUp().contains(row);
    }

    /** Whether this node is still working on a row of the claim, even if its lease expired long ago. */
    public boolean isInHand(long token) {
        return claims.containsKey(token);
    }

    /** The leases to renew. */
    public HeldLeases held() {
        List<Long> tokens = new ArrayList<>();
        Set<ClaimRef> except = new HashSet<>();
        claims.forEach((token, claim) -> {
            tokens.add(token);
            except.addAll(claim.givenUp());
        });
        return new HeldLeases(tokens, except);
    }

    /** The number of rows, including reserved places. */
    public int count() {
        return rows.get();
    }
}
