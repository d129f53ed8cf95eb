package io.claimdispatch.internal.console.api.answer;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.console.api.call.Answer;
import io.claimdispatch.internal.console.api.call.Changes;
import io.claimdispatch.internal.console.api.call.Turns;
import jakarta.json.JsonObject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Caches the answer about each table for a moment, for all users. Cached answers need no turn. Only one call at a time
 * refreshes the answer about a table, so many viewers of it never use more than one turn. A command of this node discards
 * what was read before it. Thread-safe.
 */
public final class KeptAnswers {

    private final Turns turns;
    private final Ticker ticker;
    private final Timings timings;
    private final Changes changes;
    private final Map<TableName, Place> places = new ConcurrentHashMap<>();

    public KeptAnswers(Turns turns, Ticker ticker, Timings timings, Changes changes) {
        this.turns = turns;
        this.ticker = ticker;
        this.timings = timings;
        this.changes = changes;
    }

    /** What was read, and how many changes there had been when the read began. */
    private record Kept(long since, long changes, Answer answer) {}

    private static final class Place {
        private final ReentrantLock reading = new ReentrantLock(true);
        private volatile @Nullable Kept kept;
    }

    /** The answer about a table. */
    public Answer of(TableName table, Supplier<JsonObject> read) {
        Place place = places.computeIfAbsent(table, each -> new Place());
        Answer known = fresh(place.kept);
        return known != null ? known : turns.alone(place.reading, () -> readOnce(place, read));
    }

    private Answer readOnce(Place place, Supplier<JsonObject> read) {
        Answer known = fresh(place.kept);
        if (known != null) {
            // the call before this one has just refreshed it
            return known;
        }
        long before = changes.count();
        Answer answer = Answer.of(turns.take(read));
        place.kept = new Kept(ticker.nanoTime(), before, answer);
        return answer;
    }

    private @Nullable Answer fresh(@Nullable Kept kept) {
        return kept != null
                        && kept.changes() == changes.count()
                        && ticker.nanoTime() - kept.since()
                                < timings.keptOverview().toNanos()
                ? kept.answer()
                : null;
    }
}
