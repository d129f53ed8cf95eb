package io.claimdispatch.internal.upkeep;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.route.ProcessorRegistry;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Tells of types that no application of this server routes: once for each type and table, although several applications may have
 * found due rows of it. A type that is found waits for a while, since servers start their applications one after the other. If
 * one of the others routes it then, it is none to tell of; if one has told of it, that suffices; and of several that are about
 * to tell, the one whose name comes first does.
 */
@Component
class UnroutedTypes {

    /** How one application stands to a type of a table. */
    public enum RouteStatus {
        /** It claims such rows. */
        ROUTED,
        /** It does not, and that has been told, by it or by another one. */
        TOLD,
        /** It has found due rows of it, and does not route it. */
        FOUND,
        /** It has not come across it, or has another table. */
        UNKNOWN
    }

    /**
     * Until a type is told of, and between looks at one that another application routes. Longer than a busy application takes to
     * come across a type that only a family of its processors takes.
     */
    static final Duration WAIT = Duration.ofMinutes(1);

    private static final Log LOG = Log.of(UnroutedTypes.class);

    /** Beyond that nothing is told, as with types that a node forgets. */
    private static final int MOST = 10_000;

    private record Found(String place, String type) {}

    private final Map<Found, Long> waiting = new ConcurrentHashMap<>();
    private final Set<Found> told = ConcurrentHashMap.newKeySet();
    private final LongAdder count = new LongAdder();
    private final Predicate<String> isRouted;
    private final Neighbours neighbours;
    private final LongSupplier nanoTime;

    @Inject
    UnroutedTypes(ProcessorRegistry processors, ServerNeighbours neighbours) {
        this(type -> processors.routableTypes().contains(type), neighbours, System::nanoTime);
    }

    UnroutedTypes(Predicate<String> isRouted, Neighbours neighbours, LongSupplier nanoTime) {
        this.isRouted = isRouted;
        this.neighbours = neighbours;
        this.nanoTime = nanoTime;
    }

    /** The other applications of the server. */
    interface Neighbours {

        /** How those stand whose names come before this one's. */
        Collection<RouteStatus> before(String place, String type);

        /** How those stand whose names come after this one's. */
        Collection<RouteStatus> after(String place, String type);
    }

    /**
     * Due rows of a type that this application does not route.
     *
     * @param place of the table
     */
    void found(String place, String type) {
        Found found = new Found(place, type);
        if (!told.contains(found) && !isFull()) {
            waiting.putIfAbsent(found, nanoTime.getAsLong() + WAIT.toNanos());
        }
    }

    /** Whether this type need not be found again. */
    boolean knows(String place, String type) {
        Found found = new Found(place, type);
        return told.contains(found) || waiting.containsKey(found) || isFull();
    }

    private boolean isFull() {
        return waiting.size() + told.size() >= MOST;
    }

    /** Tells of those that have waited for long enough. Asks other applications, by JMX. */
    void tell() {
        waiting.forEach((found, time) -> {
            if (nanoTime.getAsLong() - time >= 0) {
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
            // it is none to tell of, or another application's to tell of, for as long as that one is there
            waiting.put(found, nanoTime.getAsLong() + WAIT.toNanos());
            return;
        }
        boolean isTold = before.contains(RouteStatus.TOLD) || after.contains(RouteStatus.TOLD);
        // in this order: an application that asks meanwhile finds it in one of them
        told.add(found);
        waiting.remove(found);
        if (!isTold) {
            count.increment();
            // without the database, whose URL can hold what is not to be logged
            String table = found.place().substring(0, found.place().indexOf(' '));
            LOG.log(
                    Level.WARNING,
                    "due rows of type ''{0}'' in {1} are unrouted: no processor for them on this server; they wait",
                    found.type(),
                    table);
        }
    }

    /** How many this application has told of. */
    int count() {
        return count.intValue();
    }

    /** How this application stands to a type, for another one. Runs no code of the user's. */
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
