package io.claimdispatch.internal.claim;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.complete.FinishedWork;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.row.ClaimedRow;
import io.claimdispatch.internal.store.row.Completion;
import io.claimdispatch.internal.store.row.RowChange;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One turn of the loop: stores outcomes and claims what is due, by one {@link ExchangeTransaction}. This is the bookkeeping
 * around it: which outcomes and how many places go in, and what of the window, of the rows in flight and of refused outcomes
 * changes with its commit. Only after that are finished rows forgotten and claimed rows handed on.
 */
@Component
public class Exchange {

    private final Settings settings;
    private final ClaimableTypes claimable;
    private final ExchangeTransaction transaction;
    private final FinishedWork finished;
    private final InFlight inFlight;
    private final ClaimWindow window;
    private final SingleCompletions singles;
    private final LostLeases lostLeases;
    private final StoredOutcomes told;
    private final LargeRows largeRows;

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
            StoredOutcomes told,
            LargeRows largeRows) {
        this.settings = settings;
        this.claimable = claimable;
        this.transaction = transaction;
        this.finished = finished;
        this.inFlight = inFlight;
        this.window = window;
        this.singles = singles;
        this.lostLeases = lostLeases;
        this.told = told;
        this.largeRows = largeRows;
    }

    /**
     * What a claim brought.
     *
     * @param rows claimed and committed
     * @param looked whether it asked for rows of every type that this node routes and that are not paused, of which there may
     *     be none
     * @param isFull whether it got as many as it asked for, so that more may be due
     * @param completed how many finished rows were stored, here or by their tasks
     */
    public record Result(List<ClaimedRow> rows, boolean looked, boolean isFull, int completed) {}

    /** Stores outcomes, and claims nothing. */
    public Result completeOnly() {
        return turn(0, 0, false);
    }

    /** The same before the node ends, with those too that wait for another try of their own. */
    public Result completeRest() {
        return turn(0, 0, true);
    }

    /**
     * Completes and claims as far as the window is open. Outcomes that were refused take no places in it: if they had them
     * all, no other would ever be stored, which alone shows that they are refused for their own sakes.
     */
    public Result completeAndClaim() {
        return turn(
                settings.limit(),
                (int) Math.min(settings.maxInFlight(), (long) window.size() + singles.refused()),
                false);
    }

    /**
     * Tries those again that were refused before and are due. Apart from the exchange: one that is refused again and again must
     * neither stop claiming nor hold up rows that are claimed.
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
            // those that are stored or given up by now are none any more
            for (Completion completion : refused) {
                if (singles.isRefused(completion)) {
                    finished.putBack(List.of(completion));
                }
            }
            finished.settled();
        }
    }

    /** How long a thread without a signal may wait before its next turn. */
    public Duration untilNextTurn() {
        return finished.isEmpty() ? DueSignal.LONG : singles.untilNextTry();
    }

    /** Claims for a caller that asks for so many rows, up to what may be in flight at all. */
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

    /** What is taken out of the finished work and then forgotten is renewed by the heartbeat for ever, and never stored. */
    private Result exchange(int limit, int most, boolean all) {
        // before anything is taken: whatever fails here has nothing in hand
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
        ExchangeTransaction.Exchanged exchanged;
        try {
            exchanged = transaction.run(done, types, room);
        } catch (Throwable e) {
            // after an Error too, and after what is thrown undeclared
            inFlight.giveBack(room);
            keep(done, e);
            throw e;
        }
        List<ClaimedRow> rows = exchanged.claimed().rows();
        inFlight.giveBack(room - rows.size());
        inFlight.claimed(exchanged.token(), rows.size(), deadline);
        forget(done, exchanged.stored());
        return new Result(
                exchanged.claimed().isUnread() ? largeRows.read(rows) : rows,
                room > 0 || types.isEmpty(),
                exchanged.claimed().isFull(),
                settled + exchanged.stored().size());
    }

    /** Their outcomes are committed, or have lost their leases. */
    private void forget(List<Completion> done, Set<ClaimRef> stored) {
        done.forEach(completion -> inFlight.completed(completion.ref().token()));
        // what was given back has shown nothing about how quick jobs are, and must not be claimed again for it
        window.finished((int) done.stream()
                .filter(completion -> !(completion.change() instanceof RowChange.Released))
                .count());
        done.stream().filter(completion -> !stored.contains(completion.ref())).forEach(lostLeases::report);
        singles.stored(stored);
        told.tell(done, stored);
    }

    /** Forgets the rows of atomic tasks, whose transactions have decided already. Returns how many were stored. */
    private int settle(List<Completion> taken) {
        int stored = 0;
        for (Completion completion : taken) {
            if (!completion.isOpen()) {
                inFlight.completed(completion.ref().token());
                if (completion.progress() == Completion.Progress.STORED) {
                    stored++;
                    told.tell(completion);
                } else {
                    lostLeases.report(completion);
                }
            }
        }
        window.finished(stored);
        return stored;
    }

    /**
     * Nothing of the turn is durable. What cannot be stored together is tried one by one, so that one cannot hold the others
     * up.
     */
    private void keep(List<Completion> done, Throwable failure) {
        if (!done.isEmpty()) {
            finished.putBack(singles.complete(done, failure));
        }
    }
}
