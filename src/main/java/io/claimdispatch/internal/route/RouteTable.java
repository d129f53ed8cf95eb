package io.claimdispatch.internal.route;

import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.problem.ProcessorProblems;
import io.claimdispatch.internal.policy.ProcessorPolicy;
import io.claimdispatch.internal.route.call.ChunkHandler;
import io.claimdispatch.internal.route.call.Handler;
import io.claimdispatch.internal.route.discovery.Registration;
import io.claimdispatch.internal.watchdog.Call;
import io.claimdispatch.internal.watchdog.CallWatchdog;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Maps types to processors. An exact type wins over a family, and a longer family over a shorter one. */
final class RouteTable {

    /** The maximum number of remembered types, besides those with an exact processor. */
    static final int MAX_SEEN = 10_000;

    private static final Log LOG = Log.of(RouteTable.class);

    private final Map<String, Registration> exact;
    private final List<Registration> families;
    private final Map<String, Optional<Registration>> seen = new ConcurrentHashMap<>();
    /** Both queues hold the oldest type first. */
    private final Deque<String> routable = new ArrayDeque<>();

    private final Deque<String> unroutable = new ArrayDeque<>();

    private final Object asking = new Object();
    private final CallWatchdog watchdog;
    private volatile @Nullable Snapshot snapshot;

    /**
     * The sets of types at one moment, unmodifiable.
     *
     * @param routable types with a processor
     * @param unroutable types without a processor
     */
    record Snapshot(Set<String> routable, Set<String> unroutable, Set<String> known) {}

    RouteTable(Collection<Registration> processors, CallWatchdog watchdog) {
        this.watchdog = watchdog;
        exact = processors.stream()
                .filter(one -> !one.pattern().family())
                .collect(Collectors.toUnmodifiableMap(one -> one.pattern().value(), one -> one));
        families = processors.stream()
                .filter(one -> one.pattern().family())
                .sorted(Comparator.comparingInt(
                                (Registration one) -> one.pattern().value().length())
                        .reversed())
                .toList();
    }

    /** Returns the processor of a type, or null. Only reads two maps, except the first time that a type is seen. */
    @Nullable
    Handler find(String type) {
        Registration own = exact.get(type);
        if (own != null) {
            return own.handler();
        }
        Optional<Registration> answer = seen.get(type);
        return (answer != null ? answer : ask(type)).map(Registration::handler).orElse(null);
    }

    /** The policies of a type's processor; of a type not seen yet, those of its longest family. Calls no user code. */
    ProcessorPolicy presumedPolicy(String type) {
        Registration own = exact.get(type);
        // read once: a type may be displaced from the memory at any time
        Optional<Registration> answer = own != null ? Optional.of(own) : seen.get(type);
        return (answer != null ? answer : coveringFamilies(type).findFirst())
                .map(Registration::policy)
                .orElse(ProcessorPolicy.NONE);
    }

    /**
     * The policies of the processor that routes a type; empty if none does, or if one has to be asked first whether it
     * supports the type. Calls no user code.
     */
    Optional<ProcessorPolicy> certainPolicy(String type) {
        return certain(type).map(Registration::policy);
    }

    /** The processor of a type; see {@link #certainPolicy}. */
    Optional<Registration> certain(String type) {
        Registration own = exact.get(type);
        if (own != null) {
            return Optional.of(own);
        }
        Optional<Registration> answer = seen.get(type);
        return answer != null
                ? answer
                : coveringFamilies(type)
                        .findFirst()
                        .filter(family -> family.handler().supportsAll());
    }

    /** Whether a processor has to be asked before it is known who routes a type. */
    boolean hasToAsk(String type) {
        return !isKnown(type) && coveringFamilies(type).findAny().isPresent();
    }

    /** The policies of all processors. */
    Stream<ProcessorPolicy> policies() {
        return all().map(Registration::policy);
    }

    /** All processors. */
    Stream<Registration> all() {
        return Stream.concat(exact.values().stream(), families.stream());
    }

    /** The processors that take many rows at once. */
    Stream<Registration> ofChunks() {
        return all().filter(one -> one.handler() instanceof ChunkHandler);
    }

    /** Returns the processor of a type, or null if only a call of user code would tell. */
    @Nullable
    Handler known(String type) {
        return certain(type).map(Registration::handler).orElse(null);
    }

    /** Whether there is a processor. Does not remember the type, since a query may name any type. */
    boolean covers(String type) {
        Optional<Registration> answer = seen.get(type);
        return exact.containsKey(type) || (answer != null ? answer.isPresent() : familyOf(type) != null);
    }

    /** Whether {@link #find} knows the answer already. */
    boolean isKnown(String type) {
        return exact.containsKey(type) || seen.containsKey(type);
    }

    /** Whether the memory is full, so that a new type displaces an old one. */
    boolean forgets() {
        return seen.size() >= MAX_SEEN;
    }

    Snapshot snapshot() {
        Snapshot known = snapshot;
        return known != null ? known : takeSnapshot();
    }

    /**
     * Asks on one thread at a time, so that no type is asked about twice. Readers of the snapshot do not wait for it:
     * the answer comes from user code, which may hang, and every claim needs the snapshot.
     */
    private Optional<Registration> ask(String type) {
        synchronized (asking) {
            Optional<Registration> known = seen.get(type);
            if (known != null) {
                return known;
            }
            return remember(type, familyOf(type));
        }
    }

    private synchronized Optional<Registration> remember(String type, @Nullable Registration processor) {
        if (seen.size() >= MAX_SEEN) {
            // unroutable types first: rows of a forgotten routable type would wait until it is seen again
            seen.remove((unroutable.isEmpty() ? routable : unroutable).remove());
        }
        (processor != null ? routable : unroutable).add(type);
        Optional<Registration> answer = Optional.ofNullable(processor);
        seen.put(type, answer);
        snapshot = null;
        return answer;
    }

    private Stream<Registration> coveringFamilies(String type) {
        return families.stream().filter(family -> family.pattern().covers(type));
    }

    private @Nullable Registration familyOf(String type) {
        for (Registration family : families) {
            if (!family.pattern().covers(type)) {
                continue;
            }
            try (Call call = watchdog.beginForeignCall("asking whether " + family.place() + " supports a type")) {
                if (family.handler().supports(type)) {
                    return family;
                }
            } catch (Exception | Error e) {
                // Do not try the next family: a processor for all types must not get a type that this one may handle.
                LOG.log(Level.ERROR, ProcessorProblems.supportsFailed(family.place(), type, e), e);
                return null;
            }
        }
        return null;
    }

    private synchronized Snapshot takeSnapshot() {
        Set<String> routable = new HashSet<>(exact.keySet());
        Set<String> unroutable = new HashSet<>();
        seen.forEach((type, processor) -> (processor.isPresent() ? routable : unroutable).add(type));
        Set<String> all = new HashSet<>(routable);
        all.addAll(unroutable);
        Snapshot taken = new Snapshot(
                Collections.unmodifiableSet(routable),
                Collections.unmodifiableSet(unroutable),
                Collections.unmodifiableSet(all));
        snapshot = taken;
        return taken;
    }
}
