package io.claimdispatch.internal.dispatch.chunk;

import io.claimdispatch.internal.complete.Attempt;
import io.claimdispatch.internal.route.ChunkRoute;
import io.claimdispatch.internal.route.Routed;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one exact type and table that run together. It has room for all rows from the beginning, so that no later step
 * needs memory to keep what it holds. Confined to one thread at a time; until it is taken out, guarded by the lock of
 * {@link ChunkGathering}.
 */
final class Chunk {

    private final ChunkRoute route;
    private final boolean byHand;
    private final long since;
    private final List<Element> elements;
    private boolean begun;

    /**
     * Creates an empty chunk.
     *
     * @param byHand whether a call of {@code runOnce} has claimed its rows
     * @param since when its first row began to wait, on the JVM's clock
     */
    Chunk(ChunkRoute route, boolean byHand, long since) {
        this.route = route;
        this.byHand = byHand;
        this.since = since;
        this.elements = new ArrayList<>(route.most());
    }

    /**
     * A row.
     *
     * @param attempt the row
     * @param routed the result of routing it; null if that is still to be done
     */
    record Element(Attempt attempt, Routed.@Nullable ToCall routed) {}

    ChunkRoute route() {
        return route;
    }

    boolean isByHand() {
        return byHand;
    }

    long since() {
        return since;
    }

    int size() {
        return elements.size();
    }

    /** Adds a row; never throws while there is room. */
    void add(Element element) {
        elements.add(element);
    }

    /** Whether one more row fills it. */
    boolean isNearlyFull() {
        return elements.size() + 1 >= route.most();
    }

    /** The rows beyond the first, and as many again as it has, if it still takes them. */
    int further() {
        int size = elements.size();
        return size - 1 + Math.min(size, route.most() - size);
    }

    /** Its rows. To be changed only by what hands it on, which takes out rows that it gives back. */
    List<Element> elements() {
        return elements;
    }

    /** Records that what runs now gives each row its outcome. */
    void begin() {
        begun = true;
    }

    boolean hasBegun() {
        return begun;
    }
}
