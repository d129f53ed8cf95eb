package io.claimdispatch.internal.route;

import io.claimdispatch.internal.common.ForeignCalls;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.problem.ProcessorProblems;
import io.claimdispatch.internal.route.call.Handler;
import io.claimdispatch.internal.route.discovery.Registration;
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
import org.jspecify.annotations.Nullable;

/** Types and their processors: the exact type before a family, the longer family before the shorter. */
final class RouteTable {

    /** So many types are remembered beside those that have a processor of their own. */
    static final int MAX_SEEN = 10_000;

    private static final Log LOG = Log.of(RouteTable.class);

    private final Map<String, Handler> exact;
    private final List<Registration> families;
    private final Map<String, Optional<Handler>> seen = new ConcurrentHashMap<>();
    /** Each the oldest first. */
    private final Deque<String> routable = new ArrayDeque<>();

    private final Deque<String> unroutable = new ArrayDeque<>();

    private final Object asking = new Object();
    private final ForeignCalls calls;
    private volatile @Nullable Snapshot snapshot;

    /**
     * Sets of types at one moment, unmodifiable.
     *
     * @param routable with a processor
     * @param unroutable without
     */
    record Snapshot(Set<String> routable, Set<String> unroutable, Set<String> known) {}

    RouteTable(Collection<Registration> processors, ForeignCalls calls) {
        this.calls = calls;
        exact = processors.stream()
                .filter(one -> !one.pattern().family())
                .collect(Collectors.toUnmodifiableMap(one -> one.pattern().value(), Registration::handler));
        families = processors.stream()
                .filter(one -> one.pattern().family())
                .sorted(Comparator.comparingInt(
                                (Registration one) -> one.pattern().value().length())
                        .reversed())
                .toList();
    }

    /** The processor of a type, if there is one. Reads two maps, but for the first time that a type is seen. */
    @Nullable
    Handler find(String type) {
        Handler own = exact.get(type);
        if (own != null) {
            return own;
        }
        Optional<Handler> answer = seen.get(type);
        return (answer != null ? answer : ask(type)).orElse(null);
    }

    /** Whether there is one, without the type being remembered: anybody may ask for anything. */
    boolean covers(String type) {
        Optional<Handler> answer = seen.get(type);
        return exact.containsKey(type) || (answer != null ? answer.isPresent() : familyOf(type) != null);
    }

    /** Whether {@link #find} has its answer already. */
    boolean isKnown(String type) {
        return exact.containsKey(type) || seen.containsKey(type);
    }

    /** Whether no further type can be remembered but in the place of another. */
    boolean forgets() {
        return seen.size() >= MAX_SEEN;
    }

    Snapshot snapshot() {
        Snapshot known = snapshot;
        return known != null ? known : takeSnapshot();
    }

    /**
     * One thread at a time, so that no type is asked for twice. No other thread waits for it: the answer is the user's code, which
     * may hang, and every claim needs the snapshot.
     */
    private Optional<Handler> ask(String type) {
        synchronized (asking) {
            Optional<Handler> known = seen.get(type);
            if (known != null) {
                return known;
            }
            return remember(type, familyOf(type));
        }
    }

    private synchronized Optional<Handler> remember(String type, @Nullable Handler handler) {
        if (seen.size() >= MAX_SEEN) {
            // rows of a routable type would wait until it is seen again
            seen.remove((unroutable.isEmpty() ? routable : unroutable).remove());
        }
        (handler != null ? routable : unroutable).add(type);
        Optional<Handler> answer = Optional.ofNullable(handler);
        seen.put(type, answer);
        snapshot = null;
        return answer;
    }

    private @Nullable Handler familyOf(String type) {
        for (Registration family : families) {
            if (!family.pattern().covers(type)) {
                continue;
            }
            try (ForeignCalls.Call call = calls.begin("asking whether " + family.place() + " supports a type")) {
                if (family.handler().supports(type)) {
                    return family.handler();
                }
            } catch (Exception | Error e) {
                // Not the next family: a processor for everything must not get what this one may have wanted.
                LOG.log(Level.ERROR, ProcessorProblems.supportsFailed(family.place(), type, e), e);
                return null;
            }
        }
        return null;
    }

    private synchronized Snapshot takeSnapshot() {
        Set<String> routable = new HashSet<>(exact.keySet());
        Set<String> unroutable = new HashSet<>();
        seen.forEach((type, handler) -> (handler.isPresent() ? routable : unroutable).add(type));
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
