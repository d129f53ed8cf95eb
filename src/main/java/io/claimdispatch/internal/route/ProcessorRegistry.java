package io.claimdispatch.internal.route;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.policy.DeclaredPolicies;
import io.claimdispatch.internal.policy.ProcessorPolicy;
import io.claimdispatch.internal.route.call.Handler;
import io.claimdispatch.internal.route.discovery.ProcessorExtension;
import io.claimdispatch.internal.route.discovery.Registration;
import io.claimdispatch.internal.watchdog.CallWatchdog;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Knows which types this node can route. Thread-safe; called for every row.
 *
 * <p>For a type that only a family could handle, the processor is asked once, when the type is first {@linkplain #seen
 * seen}. The answers for {@value RouteTable#MAX_SEEN} types are kept. Beyond that the types seen longest ago are
 * forgotten, unroutable ones first. A forgotten type is unknown again, so the next scan of the table sees it anew.
 */
@Component
@Dependent
public class ProcessorRegistry implements DeclaredPolicies {

    private final Set<String> published = ConcurrentHashMap.newKeySet();
    private final RouteTable routes;
    private final Set<Class<?>> classes;

    @Inject
    ProcessorRegistry(ProcessorExtension extension, CallWatchdog watchdog) {
        routes = new RouteTable(extension.processors(), watchdog);
        classes = extension.known();
    }

    /**
     * All types that a claim may ask for: exact types, and seen types that a family handles. A snapshot; calls no user
     * code.
     */
    public Set<String> routableTypes() {
        return routes.snapshot().routable();
    }

    /**
     * Asks the processors about the {@linkplain #published published} types. Returns whether one of these types is
     * routable.
     */
    public boolean askAboutPublished() {
        boolean routable = false;
        for (String type : published) {
            published.remove(type);
            routable |= isRoutable(type);
        }
        return routable;
    }

    /** Seen types that no processor handles. A snapshot. */
    public Set<String> unroutableTypes() {
        return routes.snapshot().unroutable();
    }

    /** All types whose answer is known, routable or not. A snapshot. */
    public Set<String> knownTypes() {
        return routes.snapshot().known();
    }

    /**
     * Notes that there are rows of this type, without asking a processor yet: that is user code, which must not run
     * where a transaction has just ended. {@link #askAboutPublished} asks later.
     */
    public void published(String type) {
        // bounded, since a node that claims nothing never asks; a type left out here is found in the table
        if (!routes.isKnown(type) && published.size() < RouteTable.MAX_SEEN) {
            published.add(type);
        }
    }

    /** Notes that there are rows of this type, and asks whether a processor handles them. */
    public void seen(String type) {
        routes.find(type);
    }

    /** Whether the memory for types is full, so that a new type displaces an old one. */
    public boolean forgets() {
        return routes.forgets();
    }

    /** Whether a processor handles this type. A new type then counts as seen. */
    public boolean isRoutable(String type) {
        return routes.find(type) != null;
    }

    /** Whether a processor handles this type, for queries: the type does not count as seen. */
    public boolean covers(String type) {
        return routes.covers(type);
    }

    @Nullable
    Handler handler(String type) {
        return routes.find(type);
    }

    /** The processor of a type that has been seen, or null. */
    @Nullable
    Handler known(String type) {
        return routes.known(type);
    }

    @Override
    public ProcessorPolicy presumed(String type) {
        return routes.presumedPolicy(type);
    }

    @Override
    public Optional<ProcessorPolicy> certain(String type) {
        Optional<ProcessorPolicy> policy = routes.certainPolicy(type);
        if (policy.isEmpty() && !forgets() && routes.hasToAsk(type)) {
            published(type);
        }
        return policy;
    }

    @Override
    public Stream<ProcessorPolicy> all() {
        return routes.policies();
    }

    /** The types and families of all processors, each with its place in the user's code. */
    public Map<String, String> places() {
        return routes.all()
                .collect(
                        Collectors.toMap(one -> one.pattern().value(), Registration::place, (a, b) -> a, TreeMap::new));
    }

    /** The place of a type's processor; empty if only a call of user code would tell. Calls no user code. */
    public Optional<String> place(String type) {
        return routes.certain(type).map(Registration::place);
    }

    /** The types and families whose processors take many rows at once, each with its place in the user's code. */
    public Map<String, String> placesOfChunks() {
        return routes.ofChunks()
                .collect(
                        Collectors.toMap(one -> one.pattern().value(), Registration::place, (a, b) -> a, TreeMap::new));
    }

    /** The classes whose {@code @Processor} annotations have been handled. */
    public Set<Class<?>> classes() {
        return classes;
    }
}
