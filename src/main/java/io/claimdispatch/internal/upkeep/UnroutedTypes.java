package io.claimdispatch.internal.upkeep;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.common.problem.UpkeepNotices;
import io.claimdispatch.internal.route.ProcessorRegistry;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/**
 * Reports types that no application of this server routes: once per type and table, although several applications may
 * have found due rows of it. A found type waits for a while, since servers start their applications one after another.
 * If another application then routes it, it is not reported; if another has reported it, that suffices; of several that
 * are about to report it, the one whose name comes first does.
 */
@Component
@Dependent
class UnroutedTypes {

    /** The standing of a type of a table in one application. */
    public enum RouteStatus {
        /** The application claims such rows. */
        ROUTED,
        /** It does not claim them, and that has been logged, by it or another application. */
        TOLD,
        /** It has found due rows of the type, and does not route it. */
        FOUND,
        /** It has not met the type, or uses another table. */
        UNKNOWN
    }

    private static final Log LOG = Log.of(UnroutedTypes.class);

    /** Beyond this number nothing is reported, as with types that a node forgets. */
    private static final int MOST = 10_000;

    private record Found(String place, String type) {}

    private final Map<Found, Long> waiting = new ConcurrentHashMap<>();
    private final Set<Found> told = ConcurrentHashMap.newKeySet();
    private final LongAdder count = new LongAdder();
    private final Predicate<String> isRouted;
    private final Neighbours neighbours;
    private final Ticker ticker;
    private final Timings timings;

    @Inject
    UnroutedTypes(ProcessorRegistry processors, ServerNeighbours neighbours, Ticker ticker, Timings timings) {
        this(type -> processors.routableTypes().contains(type), neighbours, ticker, timings);
    }

    UnroutedTypes(Predicate<String> isRouted, Neighbours neighbours, Ticker ticker, Timings timings) {
        this.isRouted = isRouted;
        this.neighbours = neighbours;
        this.ticker = ticker;
        this.timings = timings;
    }

    /** The other applications of the server. */
    interface Neighbours {

        /** The standings in applications whose names come before this one's. */
        Collection<RouteStatus> before(String place, String type);

        /** The standings in applications whose names come after this one's. */
        Collection<RouteStatus> after(String place, String type);
    }

    /**
     * Records due rows of a type that this application does not route.
     *
     * @param place the place of the table
     */
    void found(String place, String type) {
        Found found = new Found(place, type);
        if (!told.contains(found) && !isFull()) {
            waiting.putIfAbsent(found, nextTime());
        }
    }

    private long nextTime() {
        return ticker.nanoTime() + timings.unroutedType().toNanos();
    }

    /** Whether this type need not be found again. */
    boolean knows(String place, String type) {
        Found found = new Found(place, type);
        return told.contains(found) || waiting.containsKey(found) || isFull();
    }

    private boolean isFull() {
        return waiting.size() + told.size() >= MOST;
    }

    /** Reports types that have waited long enough. Asks other applications by JMX. */
    void tell() {
        waiting.forEach((found, time) -> {
            if (ticker.nanoTime() - time >= 0) {
                tell(found);
            }
        });
    }

    private void tell(Found found) {
        Collection<RouteStatus> before = neighbours.before(found.place(), found.type());
        Collection<RouteStatus> after = neighbours.after(found.place(), found.type());
        if (before.contains(RouteStatus.ROUTED)
                || after.contains(RouteStatus.ROUTED)
                || before.contains(RouteStatus.FOUND)) {
            // not to be reported, or another application's to report, for as long as that one is deployed
            waiting.put(found, nextTime());
            return;
        }
        boolean isTold = before.contains(RouteStatus.TOLD) || after.contains(RouteStatus.TOLD);
        // in this order, so that an application that asks meanwhile finds it in one of them
        told.add(found);
        waiting.remove(found);
        if (!isTold) {
            count.increment();
            // without the database, whose URL can contain secrets
            String table = found.place().substring(0, found.place().indexOf(' '));
            LOG.log(UpkeepNotices.unrouted(found.type(), table));
        }
    }

    /** The number of types that this application has reported. */
    int count() {
        return count.intValue();
    }

    /** The standing of a type in this application, for another one. Runs no user code. */
    RouteStatus status(String place, String type) {
        Found found = new Found(place, type);
        if (told.contains(found)) {
            return RouteStatus.TOLD;
        }
        if (waiting.containsKey(found)) {
            return RouteStatus.FOUND;
        }
        return isRouted.test(type) ? RouteStatus.ROUTED : RouteStatus.UNKNOWN;
    }
}
