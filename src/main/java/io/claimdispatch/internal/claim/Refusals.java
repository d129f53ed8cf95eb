package io.claimdispatch.internal.claim;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.database.ActionDatabase;
import io.claimdispatch.internal.store.database.WriteProbe;
import io.claimdispatch.internal.store.row.ClaimRef;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Judges whether a row is to blame for the refusal of its outcome. The table may refuse all rows, or the database all
 * writes; then the outcome is kept, and the refusal does not count. A refusal counts if another outcome of the table
 * was stored since; after that, further refusals count as long as the database accepts writes. If only one outcome is
 * refused, its refusal also counts if a heartbeat was stored since, the table accepts another change of the row, and the
 * database accepts a write just afterwards.
 */
@Component
@Dependent
class Refusals {

    private static final Log LOG = Log.of(Refusals.class);

    /** More than one, since not every failure shows its kind. */
    private static final int MAX_TRIES = 5;

    private final Map<TableName, Long> stored = new ConcurrentHashMap<>();
    private final Map<ClaimRef, Suspect> suspects = new ConcurrentHashMap<>();
    private final ActionDatabase database;
    private final Transactions transactions;
    private final WriteProbe probe;
    private final InFlight inFlight;
    private final Ticker ticker;
    private final Timings timings;

    @Inject
    Refusals(
            ActionDatabase database,
            Transactions transactions,
            WriteProbe probe,
            InFlight inFlight,
            Ticker ticker,
            Timings timings) {
        this.database = database;
        this.transactions = transactions;
        this.probe = probe;
        this.inFlight = inFlight;
        this.ticker = ticker;
        this.timings = timings;
    }

    /**
     * What is known about a row whose outcome was refused.
     *
     * @param tries the number of refusals that count
     * @param stored the table's count of stored outcomes, at the last refusal
     * @param renewals the table's count of renewals, at the first refusal
     * @param passed whether another outcome of the table was stored since the first refusal
     * @param backOff the wait before the next try
     * @param due the time of the next try, on the JVM's clock
     */
    private record Suspect(int tries, long stored, long renewals, boolean passed, Duration backOff, long due) {}

    /** Records committed outcomes of this node. */
    void stored(Collection<ClaimRef> refs) {
        Map<TableName, Long> counts = new HashMap<>();
        refs.forEach(ref -> counts.merge(ref.table(), 1L, Long::sum));
        counts.forEach((table, count) -> stored.merge(table, count, Long::sum));
        if (!suspects.isEmpty()) {
            refs.forEach(suspects::remove);
        }
    }

    /** The number of stored outcomes per table. */
    Map<TableName, Long> stored() {
        return Map.copyOf(stored);
    }

    /**
     * Records that the database refused an outcome.
     *
     * @param before the stored counts when the round began, since another outcome of the round proves as much before
     *     this one as after it
     */
    void refused(ClaimRef ref, Map<TableName, Long> before) {
        suspects.computeIfAbsent(
                ref,
                first -> new Suspect(
                        0,
                        before.getOrDefault(ref.table(), 0L),
                        inFlight.renewals(ref.table()),
                        false,
                        timings.shortestBackOff(),
                        ticker.nanoTime()));
    }

    /** Whether an outcome was refused. */
    boolean has(ClaimRef ref) {
        return suspects.containsKey(ref);
    }

    /** The number of refused outcomes that this node holds. */
    int count() {
        return suspects.size();
    }

    /** How long until the next of them is to be tried again, among those not due yet. */
    Duration untilNext() {
        long now = ticker.nanoTime();
        long next = timings.longestBackOff().toNanos();
        for (Suspect suspect : suspects.values()) {
            next = Math.min(next, suspect.due() - now);
        }
        return Duration.ofNanos(Math.max(next, timings.shortestBackOff().toNanos()));
    }

    /** Whether it is time to retry an outcome: with growing delays, up to five seconds. */
    boolean isDue(ClaimRef ref) {
        Suspect suspect = suspects.get(ref);
        return suspect == null || suspect.due() - ticker.nanoTime() <= 0;
    }

    /** Forgets an outcome that this node is done with. */
    void forget(ClaimRef ref) {
        suspects.remove(ref);
    }

    /**
     * Judges the outcomes that were refused in one round, after the round.
     *
     * @return the outcomes to give up; all others are kept
     */
    List<ClaimRef> judge(List<ClaimRef> refused) {
        return refused.stream().filter(this::isGivenUp).toList();
    }

    private boolean isGivenUp(ClaimRef ref) {
        Suspect suspect = suspects.get(ref);
        if (suspect == null) {
            return false;
        }
        // only this thread holds it
        Suspect judged = judged(ref, suspect);
        suspects.put(ref, judged);
        return judged.tries() >= MAX_TRIES;
    }

    private Suspect judged(ClaimRef ref, Suspect suspect) {
        long now = storedIn(ref.table());
        boolean passedNow = now > suspect.stored();
        boolean counts = passedNow || isSuspected(ref, suspect) && probe.ask(ref.table()) == WriteProbe.Answer.WRITTEN;
        return new Suspect(
                suspect.tries() + (counts ? 1 : 0),
                now,
                suspect.renewals(),
                suspect.passed() || passedNow,
                Timings.longer(suspect.backOff(), timings.longestBackOff()),
                ticker.nanoTime() + suspect.backOff().toNanos());
    }

    private boolean isSuspected(ClaimRef ref, Suspect suspect) {
        return suspect.passed()
                || isAlone(ref.table())
                        && (suspect.tries() > 0
                                || inFlight.renewals(ref.table()) > suspect.renewals() && takesUpdates(ref));
    }

    /** Whether the table accepts an update of the row; heartbeats write to another table. */
    private boolean takesUpdates(ClaimRef ref) {
        try {
            return transactions.separate(
                    "testing whether the table takes updates",
                    connection -> database.store().leases().touch(connection, ref));
        } catch (RuntimeException | Error e) {
            LOG.debug(ref + " takes no updates", e);
            return false;
        }
    }

    /** Whether only one outcome of the table is refused, counting those of all coordinators. */
    private boolean isAlone(TableName table) {
        return suspects.keySet().stream()
                        .filter(ref -> ref.table().equals(table))
                        .count()
                == 1;
    }

    private long storedIn(TableName table) {
        return stored.getOrDefault(table, 0L);
    }
}
