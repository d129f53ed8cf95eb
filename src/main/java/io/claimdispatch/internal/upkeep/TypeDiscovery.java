package io.claimdispatch.internal.upkeep;

import io.claimdispatch.internal.claim.DueSignal;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.MaintenanceTask;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.route.ProcessorRegistry;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.claim.UnknownTypes;
import io.claimdispatch.internal.store.database.ActionDatabase;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds types of due rows that this node has never seen, and asks the processors of families about them. Rows of types
 * that this node does not route are only read, never claimed. While there is a backlog of known types the scan is rare,
 * since it passes over that backlog. If there are more types than a node remembers, each scan begins where the previous
 * one ended: otherwise forgotten types would be found again and again, and hide the types behind them.
 */
@Component
@Dependent
public class TypeDiscovery implements MaintenanceTask {

    private static final int ROWS = 1_000;

    private final Settings settings;
    private final ActionDatabase database;
    private final Transactions transactions;
    private final ProcessorRegistry processors;
    private final DueSignal signal;
    private final TablePlaces places;
    private final UnroutedTypes unrouted;
    /** Where the last scan ended, for tables with more unknown types than can be remembered. */
    private final Map<TableName, UnknownTypes.Position> reached = new ConcurrentHashMap<>();

    private final Ticker ticker;
    private final Timings timings;
    private volatile long last;

    @Inject
    TypeDiscovery(
            Settings settings,
            ActionDatabase database,
            Transactions transactions,
            ProcessorRegistry processors,
            DueSignal signal,
            TablePlaces places,
            UnroutedTypes unrouted,
            Ticker ticker,
            Timings timings) {
        this.settings = settings;
        this.database = database;
        this.transactions = transactions;
        this.processors = processors;
        this.signal = signal;
        this.places = places;
        this.unrouted = unrouted;
        this.ticker = ticker;
        this.timings = timings;
        this.last = ticker.nanoTime() - timings.unknownTypeInterval().toNanos();
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
        if (!signal.isDue()
                || ticker.nanoTime() - last >= timings.unknownTypeInterval().toNanos()) {
            look();
        }
    }

    /** Scans each table once. */
    public void look() {
        last = ticker.nanoTime();
        // these types are known from now on, so processors are not asked about them again
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

    /** Scans for a caller that waits for the answer: regardless of a backlog, and from the first row on. */
    public void discoverNow() {
        last = ticker.nanoTime();
        for (TableName table : settings.tables()) {
            discover(table, null);
        }
    }

    /**
     * The types to skip: all known ones, except unrouted types, including those published here, that still have to be
     * reported for this table.
     */
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

    /** Returns the last row of the scan, or null if it reached the end. */
    private UnknownTypes.@Nullable Position discover(TableName table, UnknownTypes.@Nullable Position after) {
        // even if nothing is found, since other applications ask this one by it
        String place = places.of(table);
        UnknownTypes unknown = transactions.separate(
                "looking for unknown types",
                connection ->
                        database.store().types().unknownDueTypes(connection, table, notLookedFor(place), after, ROWS));
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
