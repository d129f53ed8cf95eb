package io.claimdispatch.internal.claim;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.complete.FinishedWork;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.route.PausedTypes;
import io.claimdispatch.internal.route.ProcessorRegistry;
import io.claimdispatch.internal.store.ClaimRef;
import io.claimdispatch.internal.store.ClaimedRow;
import io.claimdispatch.internal.store.Completion;
import io.claimdispatch.internal.store.RowChange;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.database.ActionDatabase;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One turn of the loop: stores outcomes and claims what is due, in one short transaction. That one commit is
 * what the speed of the loop consists of. Only after it are finished rows forgotten and claimed rows handed on.
 */
@Component
public class Exchange {

    private final Settings settings;
    private final ActionDatabase database;
    private final Transactions transactions;
    private final ProcessorRegistry processors;
    private final PausedTypes paused;
    private final FinishedWork finished;
    private final InFlight inFlight;
    private final ClaimWindow window;
    private final ThisNode node;
    private final SingleCompletions singles;
    private final LostLeases lostLeases;
    private final InDoubtCommits inDoubt;
    private final StoredOutcomes told;
    private final Claims claims;
    private final LargeRows largeRows;

    @Inject
    Exchange(
            Settings settings,
            ActionDatabase database,
            Transactions transactions,
            ProcessorRegistry processors,
            PausedTypes paused,
            FinishedWork finished,
            InFlight inFlight,
            ClaimWindow window,
            ThisNode node,
            SingleCompletions singles,
            LostLeases lostLeases,
            InDoubtCommits inDoubt,
            StoredOutcomes told,
            Claims claims,
            LargeRows largeRows) {
        this.settings = settings;
        this.database = database;
        this.transactions = transactions;
        this.processors = processors;
        this.paused = paused;
        this.finished = finished;
        this.inFlight = inFlight;
        this.window = window;
        this.node = node;
        this.singles = singles;
        this.lostLeases = lostLeases;
        this.inDoubt = inDoubt;
        this.told = told;
        this.claims = claims;
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
        Map<TableName, Set<String>> types = limit == 0 ? Map.of() : claimable();
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
        long token = node.newToken();
        long deadline = inFlight.deadline(settings.lease());
        int room = types.isEmpty() ? 0 : inFlight.reserve(limit, most);
        if (done.isEmpty() && room == 0) {
            return new Result(List.of(), types.isEmpty(), false, settled);
        }
        Exchanged exchanged;
        try {
            exchanged = transactions.separate(
                    "exchanging finished rows for due ones",
                    connection -> exchange(connection, done, types, room, token));
        } catch (Throwable e) {
            // after an Error too, and after what is thrown undeclared
            inFlight.giveBack(room);
            inDoubt.claimed(e, token);
            keep(done, e);
            throw e;
        }
        inFlight.giveBack(room - exchanged.rows().size());
        inFlight.claimed(token, exchanged.rows().size(), deadline);
        done.forEach(completion -> inFlight.completed(completion.ref().token()));
        // what was given back has shown nothing about how quick jobs are, and must not be claimed again for it
        window.finished((int) done.stream()
                .filter(completion -> !(completion.change() instanceof RowChange.Released))
                .count());
        done.stream()
                .filter(completion -> !exchanged.stored().contains(completion.ref()))
                .forEach(lostLeases::report);
        exchanged.stored().forEach(inDoubt::forget);
        singles.stored(exchanged.stored());
        told.tell(done, exchanged.stored());
        return new Result(
                exchanged.claimed().isUnread() ? largeRows.read(exchanged.rows()) : exchanged.rows(),
                room > 0 || types.isEmpty(),
                exchanged.claimed().isFull(),
                settled + exchanged.stored().size());
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

    /** What each table is asked for: what this node routes and is not paused there. Without a table that has none. */
    private Map<TableName, Set<String>> claimable() {
        Set<String> routable = processors.routableTypes();
        Map<TableName, Set<String>> claimable = new HashMap<>();
        for (TableName table : settings.tables()) {
            Set<String> types = paused.without(table, routable);
            if (!types.isEmpty()) {
                claimable.put(table, types);
            }
        }
        return claimable;
    }

    /**
     * Nothing of the turn is durable. What cannot be stored together is tried one by one, so that one cannot hold the others
     * up.
     */
    private void keep(List<Completion> done, Throwable failure) {
        if (!done.isEmpty()) {
            inDoubt.stored(failure, done);
            finished.putBack(singles.complete(done, failure));
        }
    }

    private Exchanged exchange(
            Connection connection, List<Completion> done, Map<TableName, Set<String>> types, int room, long token)
            throws SQLException {
        Set<ClaimRef> stored = new HashSet<>();
        for (TableName table : settings.tables()) {
            List<Completion> ofTable = done.stream()
                    .filter(completion -> completion.ref().table().equals(table))
                    .toList();
            if (!ofTable.isEmpty()) {
                stored.addAll(database.store().complete(connection, table, ofTable));
            }
        }
        return new Exchanged(stored, claims.claim(connection, types, room, token));
    }

    private record Exchanged(Set<ClaimRef> stored, Claims.Claimed claimed) {

        List<ClaimedRow> rows() {
            return claimed.rows();
        }
    }
}
