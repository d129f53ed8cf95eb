package io.claimdispatch.internal.statistics;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.complete.Attempt;
import io.claimdispatch.internal.store.NewWork;
import io.claimdispatch.internal.store.row.ClaimedRow;
import io.claimdispatch.internal.store.row.Completion;
import io.claimdispatch.internal.store.row.RowChange;
import io.claimdispatch.internal.store.statistics.Counter;
import io.claimdispatch.internal.store.statistics.Tally;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Counts what this node does with each type, since its start. It is called for each row: that costs two looks into
 * maps, and neither a lock nor memory, unless the type is new.
 */
@Component
@Dependent
public class Statistics {

    /** In milliseconds: some years, so that none overflows in nanoseconds. */
    private static final long LONGEST_WAIT = 1L << 40;

    private final Map<TableName, TableCounts> tables = new ConcurrentHashMap<>();
    private final Ticker ticker;
    private volatile @Nullable DatabaseTime time;

    @Inject
    Statistics(Ticker ticker) {
        this.ticker = ticker;
    }

    /**
     * The database's time at a moment.
     *
     * @param millis since 1970, by the database's clock
     * @param nanos by the JVM's
     */
    private record DatabaseTime(long millis, long nanos) {}

    void committed(@Observes(during = TransactionPhase.AFTER_SUCCESS) NewWork work) {
        work.published().forEach((table, types) -> {
            TableCounts counts = of(table);
            types.forEach((type, rows) -> counts.of(type).count(Counter.PUBLISHED, rows));
        });
    }

    /** Records that an attempt begins, unless it has begun. Never throws: the row matters more. */
    public void begins(Attempt attempt) {
        try {
            if (attempt.begin(ticker)) {
                started(attempt.row());
            }
        } catch (RuntimeException | Error e) {
            // out of memory for a new type
        }
    }

    private void started(ClaimedRow row) {
        TypeCounts counts = of(row.ref().table()).of(row.type());
        counts.count(Counter.STARTED, 1);
        DatabaseTime known = time;
        if (known != null) {
            long sinceThen = ticker.nanoTime() - known.nanos();
            // a person may have written a time of long ago
            long late = Math.min(known.millis() - row.eligibleAt().toEpochMilli(), LONGEST_WAIT);
            counts.waited(TimeUnit.MILLISECONDS.toNanos(late) + sinceThen);
        }
    }

    /** Records that the outcome of an attempt is stored. Never throws: others have to know of it. */
    public void ended(Completion completion) {
        String type = completion.type();
        Counter counter = counter(completion.change());
        if (type == null || counter == null) {
            return;
        }
        try {
            TypeCounts counts = of(completion.ref().table()).of(type);
            counts.count(counter, 1);
            if (completion.ran() != Completion.NOT_RUN) {
                counts.ran(completion.ran());
            }
        } catch (RuntimeException | Error e) {
            // out of memory for a new type
        }
    }

    private static @Nullable Counter counter(RowChange change) {
        if (change instanceof RowChange.Processed) {
            return Counter.PROCESSED;
        } else if (change instanceof RowChange.Retry || change instanceof RowChange.RetryAt) {
            return Counter.FAILED;
        } else if (change instanceof RowChange.Dead) {
            return Counter.DEAD;
        } else if (change instanceof RowChange.SnoozeFor || change instanceof RowChange.SnoozeUntil) {
            return Counter.SNOOZED;
        } else if (change instanceof RowChange.Skipped) {
            return Counter.SKIPPED;
        } else if (change instanceof RowChange.Discarded) {
            return Counter.DISCARDED;
        } else if (change instanceof RowChange.Cancelled) {
            return Counter.CANCELLED;
        }
        return null;
    }

    /** Sets the database's time of now, by which waits are measured; before, none are. */
    public void time(Instant now) {
        time = new DatabaseTime(now.toEpochMilli(), ticker.nanoTime());
    }

    /** What was counted of a table since the last call, by type and without sums. */
    public Map<String, Tally> drain(TableName table) {
        return of(table).drain();
    }

    private TableCounts of(TableName table) {
        TableCounts known = tables.get(table);
        return known == null ? tables.computeIfAbsent(table, each -> new TableCounts()) : known;
    }
}
