package io.claimdispatch.internal.claim;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.ClaimRef;
import io.claimdispatch.internal.store.HeldLeases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What this node has claimed and not completed, queued or running. It is what the heartbeat renews: a claim whose commit was
 * never confirmed is not a part of it, so its lease runs out and the row comes back; and so does a row that is given up.
 */
@Component
public class InFlight {

    private final AtomicInteger rows = new AtomicInteger();
    private final Map<Long, Claim> claims = new ConcurrentHashMap<>();
    private final Map<TableName, Renewal> renewals = new ConcurrentHashMap<>();
    private final Map<TableName, Long> renewalCounts = new ConcurrentHashMap<>();
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
     * @param givenUp rows that are out of hand without being completed
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
    public long deadline(Duration lease) {
        return nanoTime.getAsLong() + lease.toNanos() / 10 * 9;
    }

    /** Rows of a claim that has been committed take their reserved places. */
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
     * The leases of these rows of a table have been renewed, and of no others. That a heartbeat came through says nothing about
     * a row that it has not met: another node may have it since long ago.
     */
    public void renewed(TableName table, Set<ClaimRef> rows, long deadline) {
        renewals.put(table, new Renewal(rows, deadline));
        if (!rows.isEmpty()) {
            renewalCounts.merge(table, 1L, Long::sum);
        }
    }

    /** How many heartbeats have changed rows of a table: each shows that the table takes updates. */
    long renewals(TableName table) {
        return renewalCounts.getOrDefault(table, 0L);
    }

    /**
     * Whether this node can be sure to have the row. Not so if the database could not be reached for about as long as a lease:
     * others may have taken it back. Once the row itself is renewed after all, no other node has.
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
                        && renewal.rows().contains(row);
    }

    private boolean isAhead(long deadline) {
        return deadline - nanoTime.getAsLong() > 0;
    }

    /** A row that is completed, or lost. */
    void completed(long token) {
        claims.computeIfPresent(token, (t, claim) -> claim.less(claim.givenUp()));
        rows.decrementAndGet();
    }

    /**
     * A row that is to come back with the end of its lease, like one of a dead node: nothing renews that any more, however
     * long other rows of its claim go on here.
     */
    void givenUp(ClaimRef row) {
        claims.computeIfPresent(row.token(), (token, claim) -> {
            Set<ClaimRef> givenUp = new HashSet<>(claim.givenUp());
            givenUp.add(row);
            return claim.less(givenUp);
        });
        // last: a thread that sees no row in flight finds nothing left of its claim either
        rows.decrementAndGet();
    }

    /** Whether something is still to come of the row here, however long its lease may have ended. */
    public boolean isInHand(ClaimRef row) {
        Claim claim = claims.get(row.token());
        return claim != null && !claim.givenUp().contains(row);
    }

    /** What is to be renewed. */
    public HeldLeases held() {
        List<Long> tokens = new ArrayList<>();
        Set<ClaimRef> except = new HashSet<>();
        claims.forEach((token, claim) -> {
            tokens.add(token);
            except.addAll(claim.givenUp());
        });
        return new HeldLeases(tokens, except);
    }

    /** How many rows, reserved places included. */
    int count() {
        return rows.get();
    }
}
