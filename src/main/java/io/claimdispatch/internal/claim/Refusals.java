package io.claimdispatch.internal.claim;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.ClaimRef;
import io.claimdispatch.internal.store.database.WriteProbe;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Judges whether a row is to blame for the refusal of its outcome. The table may refuse all rows, and the database all
 * writes; then the outcome stays in hand, and the refusal does not count. It counts if another outcome of the table was
 * stored since; after that, further refusals count as long as the database takes writes. Of an outcome that is the only one
 * refused, it also counts if a heartbeat has reached the table since and the database has taken a write just after it.
 */
@Component
class Refusals {

    /** More than one: not every failure says what kind it is. */
    private static final int MAX_TRIES = 5;

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Map<TableName, Long> stored = new ConcurrentHashMap<>();
    private final Map<ClaimRef, Suspect> suspects = new ConcurrentHashMap<>();
    private final WriteProbe probe;
    private final InFlight inFlight;

    @Inject
    Refusals(WriteProbe probe, InFlight inFlight) {
        this.probe = probe;
        this.inFlight = inFlight;
    }

    /**
     * What is known of a row whose outcome was refused.
     *
     * @param tries that count
     * @param stored outcomes of the table, at its last refusal
     * @param renewals of the table, at its first refusal
     * @param passed whether another outcome of the table was stored since its first refusal
     * @param pause before the next try
     * @param due when that is, on the JVM's own clock
     */
    private record Suspect(int tries, long stored, long renewals, boolean passed, Duration pause, long due) {}

    /** Outcomes of this node are committed. */
    void stored(Collection<ClaimRef> refs) {
        Map<TableName, Long> counts = new HashMap<>();
        refs.forEach(ref -> counts.merge(ref.table(), 1L, Long::sum));
        counts.forEach((table, count) -> stored.merge(table, count, Long::sum));
        if (!suspects.isEmpty()) {
            refs.forEach(suspects::remove);
        }
    }

    /** How many outcomes of each table are stored by now. */
    Map<TableName, Long> stored() {
        return Map.copyOf(stored);
    }

    /**
     * The database has refused an outcome.
     *
     * @param before what was stored when the round began: another outcome of it shows as much before this one as behind it
     */
    void refused(ClaimRef ref, Map<TableName, Long> before) {
        suspects.computeIfAbsent(
                ref,
                first -> new Suspect(
                        0,
                        before.getOrDefault(ref.table(), 0L),
                        inFlight.renewals(ref.table()),
                        false,
                        SHORTEST_PAUSE,
                        System.nanoTime()));
    }

    /** Whether an outcome was refused. */
    boolean has(ClaimRef ref) {
        return suspects.containsKey(ref);
    }

    /** How many outcomes that were refused are in hand. */
    int count() {
        return suspects.size();
    }

    /** How long it is until one of them is to be tried again, of those that are not due. */
    Duration untilNext() {
        long now = System.nanoTime();
        long next = LONGEST_PAUSE.toNanos();
        for (Suspect suspect : suspects.values()) {
            next = Math.min(next, suspect.due() - now);
        }
        return Duration.ofNanos(Math.max(next, SHORTEST_PAUSE.toNanos()));
    }

    /** Whether it is time to try it again: ever more rarely, down to every five seconds. */
    boolean isDue(ClaimRef ref) {
        Suspect suspect = suspects.get(ref);
        return suspect == null || suspect.due() - System.nanoTime() <= 0;
    }

    /** An outcome is out of hand. */
    void forget(ClaimRef ref) {
        suspects.remove(ref);
    }

    /**
     * Judges those that were refused in one round, after it.
     *
     * @return those that are to be given up; all others stay in hand
     */
    List<ClaimRef> judge(List<ClaimRef> refused) {
        return refused.stream().filter(this::isGivenUp).toList();
    }

    private boolean isGivenUp(ClaimRef ref) {
        Suspect suspect = suspects.get(ref);
        if (suspect == null) {
            return false;
        }
        // this thread alone has it in hand
        Suspect judged = judged(ref, suspect);
        suspects.put(ref, judged);
        return judged.tries() >= MAX_TRIES;
    }

    private Suspect judged(ClaimRef ref, Suspect suspect) {
        long now = storedIn(ref.table());
        boolean passedNow = now > suspect.stored();
        boolean counts =
                passedNow || isSuspected(ref.table(), suspect) && probe.ask(ref.table()) == WriteProbe.Answer.WRITTEN;
        Duration longer = suspect.pause().multipliedBy(2);
        return new Suspect(
                suspect.tries() + (counts ? 1 : 0),
                now,
                suspect.renewals(),
                suspect.passed() || passedNow,
                longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer,
                System.nanoTime() + suspect.pause().toNanos());
    }

    private boolean isSuspected(TableName table, Suspect suspect) {
        return suspect.passed()
                || isAlone(table) && (suspect.tries() > 0 || inFlight.renewals(table) > suspect.renewals());
    }

    /** By all that coordinators have in hand. */
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
