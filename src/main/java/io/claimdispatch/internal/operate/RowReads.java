package io.claimdispatch.internal.operate;

import io.claimdispatch.ActionEvent;
import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionQuery;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.database.ActionDatabase;
import io.claimdispatch.internal.store.operate.RowQueries;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the console reads of rows and their events: each call but {@link #payload} takes a bounded part of the heap,
 * whatever is stored.
 */
@Component
@Dependent
public class RowReads {

    /** How many events one statement reads, if only some of them are asked for. */
    private static final int STRETCH = 500;

    /** After so many events that are not asked for, a page ends. */
    private static final int MOST_SEEN = 5_000;

    private final Listing listing;
    private final EventLog events;
    private final Transactions transactions;
    private final ActionDatabase database;

    @Inject
    RowReads(Listing listing, EventLog events, Transactions transactions, ActionDatabase database) {
        this.listing = listing;
        this.events = events;
        this.transactions = transactions;
        this.database = database;
    }

    /**
     * A page of rows.
     *
     * @param rows the rows, the greatest id first, without errors and with the beginnings of their payloads
     * @param next the cursor of the next page; null after the last one
     */
    public record Page(List<BoundedRow> rows, @Nullable String next) {}

    /**
     * A page of events.
     *
     * @param events the newest first
     * @param rest those of the next page have smaller ids; null after the last one
     */
    public record Events(List<ActionEvent> events, @Nullable Long rest) {}

    /** Lists rows as {@link io.claimdispatch.ActionLogs#list} does, and with its errors, but without long texts. */
    public Page list(TableName table, ActionQuery query, @Nullable String cursor) {
        return listing.previews(table, query, cursor);
    }

    /** Finds a row; its payload and its errors may be cut. */
    public Optional<BoundedRow> find(TableName table, long id) {
        return transactions.joined("reading a row", connection -> {
            ActionLog row = database.store().queries().findBounded(connection, table, id);
            return Optional.ofNullable(row).map(found -> new BoundedRow(found, RowQueries.BOUND));
        });
    }

    /** Finds a row with all of its payload, and without its errors. */
    public Optional<ActionLog> payload(TableName table, long id) {
        return transactions.joined(
                "reading a payload",
                connection -> Optional.ofNullable(database.store().queries().findPayload(connection, table, id)));
    }

    /** The events of a row, also of one that has been deleted, with ids below one. */
    public Events eventsOf(TableName table, long id, long before, int limit) {
        List<ActionEvent> read = events.of(table, id, before, limit);
        return new Events(
                read, read.size() < limit ? null : read.get(read.size() - 1).id());
    }

    /**
     * The events of a table that meet a condition, with ids below one. No index has them by anything but their id, so a
     * page may end with few events or none, and not be the last.
     */
    public Events events(TableName table, Predicate<ActionEvent> condition, long before, int limit) {
        List<ActionEvent> found = new ArrayList<>();
        long from = before;
        for (int seen = 0; seen < MOST_SEEN; ) {
            List<ActionEvent> stretch = events.latest(table, from, STRETCH);
            for (ActionEvent event : stretch) {
                from = event.id();
                if (condition.test(event)) {
                    found.add(event);
                    if (found.size() == limit) {
                        return new Events(found, from);
                    }
                }
            }
            if (stretch.size() < STRETCH) {
                return new Events(found, null);
            }
            seen += stretch.size();
        }
        return new Events(found, from);
    }
}
