package io.claimdispatch.internal.dispatch.chunk;

import io.claimdispatch.internal.claim.DueSignal;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.complete.Attempt;
import io.claimdispatch.internal.dispatch.chunk.Chunk.Element;
import io.claimdispatch.internal.route.ChunkRoute;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Claimed rows that wait for others of their exact type and table, in the order in which they were claimed; rows of
 * {@code runOnce} among themselves. Thread-safe; calls no code of the application. Each row is here or with the caller, also
 * after an error such as too little memory: what is taken out needs none.
 */
@Component
@Dependent
class ChunkGathering {

    private static final Log LOG = Log.of(ChunkGathering.class);

    private final Map<Kind, Chunk> gathered = new LinkedHashMap<>();
    private final Ticker ticker;
    private final Timings timings;
    private final DueSignal signal;
    /** The chunks that were handed on and have not ended, and the rows that they had then. */
    private int chunks;

    private int rows;

    @Inject
    ChunkGathering(Ticker ticker, Timings timings, DueSignal signal) {
        this.ticker = ticker;
        this.timings = timings;
        this.signal = signal;
    }

    private record Kind(TableName table, String type, boolean byHand) {
        static Kind of(Attempt attempt, boolean byHand) {
            return new Kind(attempt.row().ref().table(), attempt.row().type(), byHand);
        }
    }

    /**
     * Adds a row. If this throws, the row was not added.
     *
     * @return its chunk if that is now full, and so taken out; otherwise null
     */
    @Nullable
    Chunk add(Element element, ChunkRoute route, boolean byHand) {
        synchronized (this) {
            Kind kind = Kind.of(element.attempt(), byHand);
            Chunk own = gathered.get(kind);
            if (own != null && !own.isNearlyFull()) {
                own.add(element);
                return null;
            }
            if (own == null) {
                own = new Chunk(route, byHand, ticker.nanoTime());
            }
            boolean isFull = own.isNearlyFull();
            if (isFull) {
                gathered.remove(kind);
            } else {
                gathered.put(kind, own);
            }
            own.add(element);
            if (isFull) {
                handedOn(own);
                return own;
            }
        }
        tellOfWait();
        return null;
    }

    /** Wakes a coordinator that sleeps for longer than the rows may wait: the one that claimed them may be busy. */
    private void tellOfWait() {
        try {
            signal.finished();
        } catch (RuntimeException | Error e) {
            // the row is added; an exception would make its caller give it back
            LOG.debug("the loop could not be told of a waiting chunk; maintenance finds it", e);
        }
    }

    /** Takes out a chunk whose first row has waited long enough; null if there is none. */
    synchronized @Nullable Chunk nextDue() {
        return gathered.isEmpty() ? null : next(chunk -> left(chunk) <= 0);
    }

    /** Takes out a chosen chunk; null if there is none. */
    synchronized @Nullable Chunk next(Predicate<Chunk> chosen) {
        for (Iterator<Chunk> each = gathered.values().iterator(); each.hasNext(); ) {
            Chunk chunk = each.next();
            if (chosen.test(chunk)) {
                each.remove();
                handedOn(chunk);
                return chunk;
            }
        }
        return null;
    }

    private void handedOn(Chunk chunk) {
        chunks++;
        rows += chunk.size();
    }

    /** The time until the next chunk is due, capped at this duration. */
    synchronized Duration untilDue(Duration longest) {
        long least = longest.toNanos();
        for (Chunk each : gathered.values()) {
            least = Math.min(least, left(each));
        }
        return Duration.ofNanos(Math.max(0, least));
    }

    private long left(Chunk chunk) {
        return timings.chunkWait().toNanos() - (ticker.nanoTime() - chunk.since());
    }

    /**
     * Records that a chunk has ended, or was given back.
     *
     * @param itsRows how many it had when it was handed on
     */
    synchronized void ended(int itsRows) {
        chunks--;
        rows -= itsRows;
    }

    /**
     * How many rows may be in flight because they need no place of their own: those in chunks, beyond the first of each;
     * and for a chunk that still waits for rows as many again, so that it fills within a few claims. Chunks for which
     * there is no place widen nothing: that is left to what the node has lately finished.
     */
    synchronized int further(int places) {
        if (chunks >= places) {
            return chunks == 0 ? 0 : (int) ((long) (rows - chunks) * places / chunks);
        }
        return rows
                - chunks
                + gathered.values().stream()
                        .limit(places - chunks)
                        .mapToInt(Chunk::further)
                        .sum();
    }
}
