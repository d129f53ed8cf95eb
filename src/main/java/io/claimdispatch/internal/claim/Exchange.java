package io.claimdispatch.internal.claim;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.complete.FinishedWork;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.row.ClaimedRow;
import io.claimdispatch.internal.store.row.Completion;
import io.claimdispatch.internal.store.row.RowChange;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One turn of the loop: stores outcomes and claims due rows by one {@link ExchangeTransaction}. Decides which outcomes
 * and how many places go into it, and after its commit updates the window, the rows in flight and the refused outcomes.
 * Only then does it forget finished rows and pass on claimed ones.
 */
@Component
@Dependent
public class Exchange {

    private final Settings settings;
    private final ClaimableTypes claimable;
    private final ExchangeTransaction transaction;
    private final FinishedWork finished;
    private final InFlight inFlight;
    private final ClaimWindow window;
    private final SingleCompletions singles;
    private final LostLeases lostLeases;
    private final StoredOutcomes storedOutcomes;
    private final LargeRows largeRows;
    private final Timings timings;

    @Inject
    Exchange(
            Settings settings,
            ClaimableTypes claimable,
            ExchangeTransaction transaction,
            FinishedWork finished,
            InFlight inFlight,
            ClaimWindow window,
            SingleCompletions singles,
            LostLeases lostLeases,
            StoredOutcomes storedOutcomes,
            LargeRows largeRows,
            Timings timings) {
        this.settings = settings;
        this.claimable = claimable;
        this.transaction = transaction;
        this.finished = finished;
        this.inFlight = inFlight;
        this.window = window;
        this.singles = singles;
        this.lostLeases = lostLeases;
        this.storedOutcomes = storedOutcomes;
        this.largeRows = largeRows;
        this.timings = timings;
    }

    /**
     * The result of a turn.
     *
     * @param rows the claimed and committed rows
     * @param looked whether it asked for rows of every type that this node routes and that is not paused; there may be
     *     no such type
     * @param isFull whether it got as many as it asked for, so that more may be due
     * @param completed how many finished rows were stored, here or by their tasks
     */
    public record Result(List<ClaimedRow> rows, boolean looked, boolean isFull, int completed) {}

    /** Stores outcomes and claims nothing. */
    public Result completeOnly() {
        return turn(0, 0, false);
    }

    /** The same before the node stops, including outcomes that wait for their own retry. */
    public Result completeRest() {
        return turn(0, 0, true);
    }

    /**
     * Completes and claims as far as the window allows. Refused outcomes take no places in it: if they took all of
     * them, no other outcome would ever be stored, and only that can show that the refused ones are themselves to
     * blame.
     */
    public Result completeAndClaim() {
        return turn(
                settings.limit(),
                (int) Math.min(settings.maxInFlight(), (long) window.size() + singles.refused()),
                false);
    }

    /**
     * Retries refused outcomes that are due. Separate from the exchange: an outcome that is refused again and again
     * must neither stop claiming nor delay claimed rows.
     */
    public void tryRefused() {
        if (singles.refused() == 0) {
            return;
        }
        List<Completion> taken = finished.take(2 * settings.limit());
        List<Completion> refused = List.of();
        try {
            Map<Boolean, List<Completion>> parts =
                    taken.stream().collect(Collectors.partitioningBy(singles::isRefused));
            refused = parts.getOrDefault(true, List.of());
            finished.putBack(parts.getOrDefault(false, List.of()));
            singles.tryAgain(refused);
        } finally {
            // outcomes that were stored or given up meanwhile are not refused any more
            for (Completion completion : refused) {
                if (singles.isRefused(completion)) {
                    finished.putBack(List.of(completion));
                }
            }
            finished.settled();
        }
    }

    /** How long a thread may wait without a signal before its next turn. */
    public Duration untilNextTurn() {
        return finished.isEmpty() ? timings.idle() : singles.untilNextTry();
    }

    /** Claims up to this many rows for a caller, bounded by the maximum in flight. */
    public Result claimOnRequest(int limit) {
        return turn(limit, settings.maxInFlight(), false);
    }

    private Result turn(int limit, int most, boolean all) {
        try {
            return exchange(limit, most, all);
        } finally {
            finished.settled();
        }
    }

    /**
     * Must not forget an outcome that it takes out of the finished work: the heartbeat would renew its row for ever.
     */
    private Result exchange(int limit, int most, boolean all) {
        // before anything is taken, so that a failure here loses nothing
        Map<TableName, Set<String>> types = limit == 0 ? Map.of() : claimable.now();
        List<Completion> taken = finished.take(2 * settings.limit());
        int settled = settle(taken);
        Map<Boolean, List<Completion>> open = taken.stream()
                .filter(Completion::isOpen)
                .collect(Collectors.partitioningBy(completion -> !all && singles.isRefused(completion)));
        finished.putBack(open.getOrDefault(true, List.of()));
        return exchange(open.getOrDefault(false, List.of()), settled, types, limit, most);
    }

    private Result exchange(
            List<Completion> done, int settled, Map<TableName, Set<String>> types, int limit, int most) {
        long deadline = inFlight.deadline(settings.lease());
        int room = types.isEmpty() ? 0 : inFlight.reserve(limit, most);
        if (done.isEmpty() && room == 0) {
            return new Result(List.of(), types.isEmpty(), false, settled);
        }
        Set<Long> due = Set.of();
        Set<Long> ending;
        ExchangeTransaction.Exchanged exchanged;
        try {
            due = inFlight.takeEnded();
            ending = inFlight.ending(done);
            ending.addAll(due);
            exchanged = transaction.run(done, ending, types, room);
        } catch (Throwable e) {
            // after an Error and an undeclared exception too
            inFlight.giveBack(room);
            try {
                keep(done, e);
            } finally {
                inFlight.leasesRemain(due);
            }
            throw e;
        }
        List<ClaimedRow> rows = exchanged.claimed().rows();
        inFlight.giveBack(room - rows.size());
        inFlight.claimed(exchanged.token(), rows.size(), deadline);
        forget(done, exchanged.stored());
        inFlight.leasesEnded(ending);
        return new Result(
                exchanged.claimed().isUnread() ? largeRows.read(rows) : rows,
                room > 0 || types.isEmpty(),
                exchanged.claimed().isFull(),
                settled + exchanged.stored().size());
    }

    /** Their outcomes are committed, or have lost their leases. */
    private void forget(List<Completion> done, Set<ClaimRef> stored) {
        done.forEach(completion -> inFlight.completed(completion.ref().token()));
        // rows given back say nothing about how quick jobs are, and must not widen the window
        window.finished((int) done.stream()
                .filter(completion -> !(completion.change() instanceof RowChange.Released))
                .count());
        done.stream().filter(completion -> !stored.contains(completion.ref())).forEach(lostLeases::report);
        singles.stored(stored);
        storedOutcomes.tell(done, stored);
    }

    /** Forgets the rows of atomic tasks, whose transactions have already decided. Returns how many were stored. */
    private int settle(List<Completion> taken) {
        int stored = 0;
        for (Completion completion : taken) {
            if (!completion.isOpen()) {
                inFlight.completed(completion.ref().token());
                if (completion.progress() == Completion.Progress.STORED) {
                    stored++;
                    storedOutcomes.tell(completion);
                } else {
                    lostLeases.report(completion);
                }
            }
        }
        window.finished(stored);
        return stored;
    }

    /**
     * Handles a turn of which nothing is durable: stores its outcomes one by one, so that one cannot block the others.
     */
    private void keep(List<Completion> done, Throwable failure) {
        if (!done.isEmpty()) {
            finished.putBack(singles.complete(done, failure));
        }
    }
}
