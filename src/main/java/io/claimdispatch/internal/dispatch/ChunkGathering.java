package io.claimdispatch.internal.dispatch;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.complete.Attempt;
import io.claimdispatch.internal.route.ChunkRoute;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Claimed rows that wait for others of their exact type and table, in the order in which they were claimed. Thread-safe;
 * calls no code of the application.
 */
@Component
@Dependent
class ChunkGathering {

    private final Map<Kind, Gathered> gathered = new LinkedHashMap<>();
    private final Ticker ticker;
    private final Timings timings;
    /** The rows of chunks that were handed on and have not ended, beyond the first of each. */
    private int handedOn;

    @Inject
    ChunkGathering(Ticker ticker, Timings timings) {
        this.ticker = ticker;
        this.timings = timings;
    }

    /**
     * Rows that run together.
     *
     * @param route their way
     * @param attempts the rows, at least one
     */
    record Chunk(ChunkRoute route, List<Attempt> attempts) {}

    private record Kind(TableName table, String type) {
        static Kind of(Attempt attempt) {
            return new Kind(attempt.row().ref().table(), attempt.row().type());
        }
    }

    private record Gathered(ChunkRoute route, long since, List<Attempt> attempts) {
        Chunk chunk() {
            // not a copy, which might not fit into memory: nothing is added once it is taken out
            return new Chunk(route, attempts);
        }

        /** The rows beyond the first, and as many again as it has, if it still takes them. */
        int further() {
            int size = attempts.size();
            return size - 1 + Math.min(size, route.most() - size);
        }
    }

    /** Adds a row. Returns its chunk once that is full; until then null. */
    synchronized @Nullable Chunk add(Attempt attempt, ChunkRoute route) {
        Kind kind = Kind.of(attempt);
        Gathered own = gathered.computeIfAbsent(kind, any -> new Gathered(route, ticker.nanoTime(), new ArrayList<>()));
        own.attempts().add(attempt);
        if (own.attempts().size() < route.most()) {
            return null;
        }
        gathered.remove(kind);
        return handedOn(own);
    }

    /** Takes out the chunks whose first row has waited long enough. */
    synchronized List<Chunk> due() {
        if (gathered.isEmpty()) {
            return List.of();
        }
        List<Chunk> due = new ArrayList<>();
        long now = ticker.nanoTime();
        for (Iterator<Gathered> each = gathered.values().iterator(); each.hasNext(); ) {
            Gathered own = each.next();
            if (now - own.since() >= timings.chunkWait().toNanos()) {
                due.add(handedOn(own));
                each.remove();
            }
        }
        return due;
    }

    /** Takes out all chunks. */
    synchronized List<Chunk> all() {
        List<Chunk> all = gathered.values().stream().map(this::handedOn).toList();
        gathered.clear();
        return all;
    }

    private Chunk handedOn(Gathered own) {
        begun(own.attempts().size());
        return own.chunk();
    }

    /** How long it takes until a chunk is due, if it does not take longer than this. */
    synchronized Duration untilDue(Duration longest) {
        long least = longest.toNanos();
        for (Gathered each : gathered.values()) {
            least = Math.min(least, timings.chunkWait().toNanos() - (ticker.nanoTime() - each.since()));
        }
        return Duration.ofNanos(Math.max(0, least));
    }

    /** Counts a chunk that was not gathered here. */
    synchronized void begun(int rows) {
        handedOn += rows - 1;
    }

    /** Records that a chunk has ended, or was given back. */
    synchronized void ended(int rows) {
        handedOn -= rows - 1;
    }

    /**
     * How many rows may be in flight because they need no thread of their own: those in chunks, beyond the first of each;
     * and for a chunk that still waits as many again, so that it fills within a few claims.
     */
    synchronized int further() {
        return handedOn + gathered.values().stream().mapToInt(Gathered::further).sum();
    }
}
