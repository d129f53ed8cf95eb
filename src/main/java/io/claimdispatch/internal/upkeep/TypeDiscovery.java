package io.claimdispatch.internal.upkeep;

import io.claimdispatch.internal.claim.DueSignal;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.MaintenanceTask;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.route.ProcessorRegistry;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.UnknownTypes;
import io.claimdispatch.internal.store.database.ActionDatabase;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Finds types of due rows that this node has never seen, and asks the families of processors about them. Rows of types
 * that this node does not route are only looked at, never claimed. While there is a backlog of known types the look is rare,
 * since it passes over that backlog. Where there are more types than a node remembers, each look begins where the one before has ended: forgotten
 * types would else be found again and again, and hide those behind them.
 */
@Component
public class TypeDiscovery implements MaintenanceTask {

    private static final int ROWS = 1_000;
    private static final long RARELY = TimeUnit.SECONDS.toNanos(30);

    private final Settings settings;
    private final ActionDatabase database;
    private final Transactions transactions;
    private final ProcessorRegistry processors;
    private final DueSignal signal;
    private final TablePlaces places;
    private final UnroutedTypes unrouted;
    /** Of tables with more unknown types than can be remembered: where the last look has ended. */
    private final Map<TableName, UnknownTypes.Position> reached = new ConcurrentHashMap<>();

    private volatile long last = System.nanoTime() - RARELY;

    @Inject
    TypeDiscovery(
            Settings settings,
            ActionDatabase database,
            Transactions transactions,
            ProcessorRegistry processors,
            DueSignal signal,
            TablePlaces places,
            UnroutedTypes unrouted) {
        this.settings = settings;
        this.database = database;
        this.transactions = transactions;
        this.processors = processors;
        this.signal = signal;
        this.places = places;
        this.unrouted = unrouted;
    }

    @Override
    public String doing() {
        return "look for unknown types";
    }

    @Override
    public MaintenanceThread thread() {
        return MaintenanceThread.DISCOVERY;
    }

    @Override
    public boolean onlyWhileClaiming() {
        return true;
    }

    @Override
    public void run() {
        if (!signal.isDue() || System.nanoTime() - last >= RARELY) {
            look();
        }
    }

    /** One look at each table. */
    public void look() {
        last = System.nanoTime();
        // whose answers are not asked for again: from now on these types are known
        if (processors.askAboutPublished()) {
            signal.due();
        }
        for (TableName table : settings.tables()) {
            UnknownTypes.Position behind = discover(table, reached.get(table));
            if (behind == null || !processors.forgets()) {
                reached.remove(table);
            } else {
                reached.put(table, behind);
            }
        }
    }

    /** For a caller that waits for the answer: without regard to a backlog, and from the first row on. */
    public void discoverNow() {
        last = System.nanoTime();
        for (TableName table : settings.tables()) {
            discover(table, null);
        }
    }

    /** Types that are known; but of the unrouted ones, also those published here, due rows are to be told of once a table. */
    private Set<String> notLookedFor(String place) {
        Set<String> known = processors.knownTypes();
        List<String> untold = processors.unroutableTypes().stream()
                .filter(type -> !unrouted.knows(place, type))
                .toList();
        if (untold.isEmpty() || processors.forgets()) {
            return known;
        }
        Set<String> less = new HashSet<>(known);
        untold.forEach(less::remove);
        return less;
    }

    /** Returns the last row that was looked at, or null if that was all. */
    private UnknownTypes.@Nullable Position discover(TableName table, UnknownTypes.@Nullable Position after) {
        // even if nothing is found: other applications ask this one by it
        String place = places.of(table);
        UnknownTypes unknown = transactions.separate(
                "looking for unknown types",
                connection -> database.store().unknownDueTypes(connection, table, notLookedFor(place), after, ROWS));
        boolean routable = false;
        for (String type : unknown.types()) {
            processors.seen(type);
            routable |= processors.isRoutable(type);
            if (!processors.isRoutable(type)) {
                unrouted.found(place, type);
            }
        }
        unrouted.tell();
        if (routable) {
            signal.due();
        }
        return unknown.last();
    }
}
