package io.claimdispatch.internal.operate;

import io.claimdispatch.ActionCounts;
import io.claimdispatch.ActionLog;
import io.claimdispatch.Priority;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.database.ActionDatabase;
import io.claimdispatch.internal.store.operate.RowListing;
import io.claimdispatch.internal.store.operate.RowSummary;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads what is due: how many rows, and which have waited longest. Bounded, however many there are. */
@Component
@Dependent
public class Backlog {

    private final Transactions transactions;
    private final ActionDatabase database;

    @Inject
    Backlog(Transactions transactions, ActionDatabase database) {
        this.transactions = transactions;
        this.database = database;
    }

    /**
     * What is due.
     *
     * @param now the database's time
     * @param rows the rows that were counted, at most {@link ActionCounts#MAX_COUNT}
     * @param isCapped whether there are more
     * @param oldest the rows that have waited longest, a list for each priority
     * @param most how many a list has at most; one with as many may not be whole
     */
    public record Due(Instant now, int rows, boolean isCapped, List<List<RowSummary>> oldest, int most) {}

    /**
     * Reads it.
     *
     * @param oldest how many rows of each priority
     */
    public Due due(TableName table, int oldest) {
        return transactions.joined("reading what is due", connection -> {
            RowListing listing = database.store().listing();
            Instant now = database.dialect().now(connection);
            int counted = 0;
            List<List<RowSummary>> rows = new ArrayList<>();
            for (Priority priority : Priority.values()) {
                rows.add(listing.due(connection, table, priority, now, oldest));
                // counts one row more than is shown, to know whether there are more
                int rest = ActionCounts.MAX_COUNT + 1 - counted;
                counted += rest == 0 ? 0 : listing.countDue(connection, table, priority, now, rest);
            }
            boolean isCapped = counted > ActionCounts.MAX_COUNT;
            return new Due(now, Math.min(counted, ActionCounts.MAX_COUNT), isCapped, List.copyOf(rows), oldest);
        });
    }

    /**
     * Rows that are due before another one.
     *
     * @param rows how many, at most {@link ActionCounts#MAX_COUNT}; rows of paused types count
     * @param isCapped whether there are more
     */
    public record Ahead(int rows, boolean isCapped) {}

    /** Counts the rows that a claim takes before this one, which is waiting and due. */
    public Ahead ahead(TableName table, ActionLog row) {
        return transactions.joined("counting rows", connection -> {
            RowListing listing = database.store().listing();
            Instant now = database.dialect().now(connection);
            // the row itself, and one row more than is shown, to know whether there are more
            int rest = ActionCounts.MAX_COUNT + 2;
            for (Priority priority : Priority.values()) {
                if (rest > 0 && priority.level() <= row.priority().level()) {
                    Instant until = priority == row.priority() ? row.eligibleAt() : now;
                    rest -= listing.countDue(connection, table, priority, until, rest);
                }
            }
            int counted = Math.max(0, ActionCounts.MAX_COUNT + 1 - rest);
            return new Ahead(Math.min(counted, ActionCounts.MAX_COUNT), counted > ActionCounts.MAX_COUNT);
        });
    }

    /**
     * The due rows of a type, of those that have waited longest.
     *
     * @param rows how many
     * @param oldest since when the first of them is due
     */
    public record OfType(int rows, Instant oldest) {}

    /**
     * What is due, by type.
     *
     * @param now the database's time
     * @param types the types of the rows that were read
     * @param isCapped whether there are more rows, of whichever types
     */
    public record Types(Instant now, Map<String, OfType> types, boolean isCapped) {}

    /** Reads the {@link ActionCounts#MAX_COUNT} rows that are due longest, of each priority, and groups them. */
    public Types types(TableName table) {
        return transactions.joined("reading what is due", connection -> {
            RowListing listing = database.store().listing();
            Instant now = database.dialect().now(connection);
            Map<String, OfType> types = new TreeMap<>();
            boolean isCapped = false;
            for (Priority priority : Priority.values()) {
                List<RowSummary> rows = listing.due(connection, table, priority, now, ActionCounts.MAX_COUNT);
                isCapped |= rows.size() == ActionCounts.MAX_COUNT;
                rows.forEach(row -> types.merge(row.type(), new OfType(1, row.eligibleAt()), Backlog::together));
            }
            return new Types(now, types, isCapped);
        });
    }

    private static OfType together(OfType one, OfType other) {
        boolean isOlder = one.oldest().isBefore(other.oldest());
        return new OfType(one.rows() + other.rows(), isOlder ? one.oldest() : other.oldest());
    }
}
