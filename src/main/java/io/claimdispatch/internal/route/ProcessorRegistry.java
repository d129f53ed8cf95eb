package io.claimdispatch.internal.route;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.ForeignCalls;
import io.claimdispatch.internal.route.call.Handler;
import io.claimdispatch.internal.route.discovery.ProcessorExtension;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which types of action this node can route. Safe for many threads; asked for every row.
 *
 * <p>A type that only a family could take is asked for once, when it is first {@linkplain #seen seen}, and the answer is
 * kept, for {@value RouteTable#MAX_SEEN} types. Beyond that the types seen longest ago are forgotten, first those that no
 * processor takes; they are unknown then, so that a further look at the table sees them again.
 */
@Component
public class ProcessorRegistry {

    private final Set<String> published = ConcurrentHashMap.newKeySet();
    private final RouteTable routes;
    private final Set<Class<?>> classes;

    @Inject
    ProcessorRegistry(ProcessorExtension extension, ForeignCalls calls) {
        routes = new RouteTable(extension.processors(), calls);
        classes = extension.known();
    }

    /** Every type for which a claim may ask: the exact ones, and those seen that a family takes. A snapshot; calls no code of users. */
    public Set<String> routableTypes() {
        return routes.snapshot().routable();
    }

    /** Finds out whether a processor takes what has been {@linkplain #published published}. Whether one takes any of it. */
    public boolean askAboutPublished() {
        boolean routable = false;
        for (String type : published) {
            published.remove(type);
            routable |= isRoutable(type);
        }
        return routable;
    }

    /** Types seen that no processor takes. A snapshot. */
    public Set<String> unroutableTypes() {
        return routes.snapshot().unroutable();
    }

    /** All types whose answer is known, whichever it is. A snapshot. */
    public Set<String> knownTypes() {
        return routes.snapshot().known();
    }

    /**
     * Notes that there are rows of this type, and asks no processor yet: whether a processor takes them is the user's code, which
     * must not run where a transaction has just ended. {@link #askAboutPublished} does.
     */
    public void published(String type) {
        // a node that claims nothing never asks; whatever is left out here is found in the table
        if (!routes.isKnown(type) && published.size() < RouteTable.MAX_SEEN) {
            published.add(type);
        }
    }

    /** Notes that there are rows of this type, and finds out whether a processor takes them. */
    public void seen(String type) {
        routes.find(type);
    }

    /** Whether there are more types than can be remembered. */
    public boolean forgets() {
        return routes.forgets();
    }

    /** Whether a processor takes this type; a type not seen before is seen by this. */
    public boolean isRoutable(String type) {
        return routes.find(type) != null;
    }

    /** Whether a processor takes this type, for those who are only curious: the type does not count as seen. */
    public boolean covers(String type) {
        return routes.covers(type);
    }

    @Nullable
    Handler handler(String type) {
        return routes.find(type);
    }

    /** The classes whose annotations have been dealt with. */
    public Set<Class<?>> classes() {
        return classes;
    }
}
