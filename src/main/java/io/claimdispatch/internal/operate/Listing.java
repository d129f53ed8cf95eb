package io.claimdispatch.internal.operate;

import io.claimdispatch.ActionCounts;
import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionPage;
import io.claimdispatch.ActionQuery;
import io.claimdispatch.ActionState;
import io.claimdispatch.StateCount;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.database.ActionDatabase;
import io.claimdispatch.internal.store.operate.RowListing;
import io.claimdispatch.internal.store.operate.RowQueries;
import io.claimdispatch.internal.store.operate.RowSummary;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds rows by key, lists them page by page, and counts them; each call is bounded, however large the table is. */
@Component
@Dependent
public class Listing {

    /** Whole rows are read so many at a time, until they have {@link #MAX_CHARS}. */
    private static final int CHUNK = 32;

    /** A page ends after the chunk that has so many characters of payloads and errors: rows may have a megabyte each. */
    private static final long MAX_CHARS = 4_000_000;

    private final Transactions transactions;
    private final ActionDatabase database;

    @Inject
    Listing(Transactions transactions, ActionDatabase database) {
        this.transactions = transactions;
        this.database = database;
    }

    Optional<ActionLog> find(TableName table, String type, String key) {
        if (!Arguments.canBeStored(type) || !Arguments.canBeStored(key)) {
            return Optional.empty();
        }
        return transactions.joined(
                "reading a row",
                connection -> Optional.ofNullable(database.store().queries().findByKey(connection, table, type, key)));
    }

    ActionPage list(TableName table, ActionQuery query, @Nullable String cursor) {
        RowFilter filter = new RowFilter(query);
        long upTo = cursor == null ? Long.MAX_VALUE : ListCursor.read(table, query, cursor);
        return transactions.joined("listing rows", connection -> {
            RowWalk.Found found = found(connection, table, query, filter, upTo, query.limit());
            return page(connection, table, query, filter, found);
        });
    }

    /** The same without long texts: no errors, and of each payload the beginning. */
    RowReads.Page previews(TableName table, ActionQuery query, @Nullable String cursor) {
        RowFilter filter = new RowFilter(query);
        long upTo = cursor == null ? Long.MAX_VALUE : ListCursor.read(table, query, cursor);
        return transactions.joined("listing rows", connection -> {
            RowWalk.Found found = foundForConsole(connection, table, query, filter, upTo, query.limit());
            List<BoundedRow> meeting = database.store().queries().findPreviews(connection, table, found.ids()).stream()
                    .filter(row -> filter.meets(RowSummary.of(row)))
                    .sorted(Comparator.comparingLong(ActionLog::id).reversed())
                    .map(row -> new BoundedRow(row, RowQueries.PREVIEW))
                    .toList();
            return new RowReads.Page(meeting, next(table, query, found.rest()));
        });
    }

    private static @Nullable String next(TableName table, ActionQuery query, @Nullable Long rest) {
        return rest == null ? null : ListCursor.write(table, query, rest);
    }

    /**
     * For the console: a group of dead rows by the index of failures, where there is one, and else like {@link #found}.
     * Not for programs: rows that died on nodes of an earlier version are in that index only after the upgrade's second
     * phase, and a list of theirs has all rows.
     */
    public RowWalk.Found foundForConsole(
            Connection connection, TableName table, ActionQuery query, RowFilter filter, long upTo, int limit)
            throws SQLException {
        String type = filter.singleType();
        String failure = query.failure();
        if (filter.singleState() == ActionState.DEAD
                && type != null
                && failure != null
                && query.ids().isEmpty()
                && query.idempotencyKey() == null) {
            // one more than is returned tells whether there is a next page
            Optional<List<Long>> ids =
                    database.store().failures().ids(connection, table, type, failure, upTo, limit + 1);
            if (ids.isPresent()) {
                return cut(ids.get(), upTo, limit);
            }
        }
        return found(connection, table, query, filter, upTo, limit);
    }

    /** By ids or key if the query has them, by the index of states if that is short, and else by a walk. */
    private RowWalk.Found found(
            Connection connection, TableName table, ActionQuery query, RowFilter filter, long upTo, int limit)
            throws SQLException {
        if (!query.ids().isEmpty()) {
            return cut(query.ids(), upTo, limit);
        }
        String key = query.idempotencyKey();
        String type = filter.singleType();
        if (key != null && type != null) {
            ActionLog row = Arguments.canBeStored(key)
                    ? database.store().queries().findByKey(connection, table, type, key)
                    : null;
            return cut(row == null ? List.of() : List.of(row.id()), upTo, limit);
        }
        RowListing listing = database.store().listing();
        ActionState state = filter.singleState();
        if (state != null && listing.isIndexed(state)) {
            List<RowSummary> rows = listing.inState(connection, table, state, ActionCounts.MAX_COUNT + 1);
            if (rows.size() <= ActionCounts.MAX_COUNT) {
                List<Long> ids =
                        rows.stream().filter(filter::meets).map(RowSummary::id).toList();
                return cut(ids, upTo, limit);
            }
        }
        return new RowWalk(listing, connection, table).down(filter, upTo, limit);
    }

    private static RowWalk.Found cut(List<Long> ids, long upTo, int limit) {
        List<Long> sorted = new TreeSet<>(ids)
                .descendingSet().stream().filter(id -> id <= upTo).toList();
        return sorted.size() <= limit
                ? new RowWalk.Found(sorted, null)
                : new RowWalk.Found(sorted.subList(0, limit), RowWalk.below(sorted.get(limit - 1)));
    }

    /** Reads the whole rows. A row that was changed or deleted meanwhile, and does not meet the query, is left out. */
    private ActionPage page(
            Connection connection, TableName table, ActionQuery query, RowFilter filter, RowWalk.Found found)
            throws SQLException {
        List<ActionLog> rows = new ArrayList<>();
        long chars = 0;
        int from = 0;
        while (from < found.ids().size() && chars < MAX_CHARS) {
            List<Long> chunk =
                    found.ids().subList(from, Math.min(from + CHUNK, found.ids().size()));
            from += chunk.size();
            List<ActionLog> read = new ArrayList<>(database.store().queries().findAll(connection, table, chunk));
            read.sort(Comparator.comparingLong(ActionLog::id).reversed());
            for (ActionLog row : read) {
                String errors = row.errors();
                chars += row.payload().length() + (errors == null ? 0 : errors.length());
                if (filter.meets(RowSummary.of(row))) {
                    rows.add(row);
                }
            }
        }
        Long rest = from < found.ids().size() ? RowWalk.below(found.ids().get(from - 1)) : found.rest();
        return new ActionPage(rows, next(table, query, rest));
    }

    ActionCounts counts(TableName table) {
        return transactions.joined("counting rows", connection -> counts(connection, table));
    }

    /** States without an index, and those that this version does not know, are counted among the newest rows. */
    private ActionCounts counts(Connection connection, TableName table) throws SQLException {
        RowListing listing = database.store().listing();
        Map<ActionState, Integer> newest = new EnumMap<>(ActionState.class);
        Long greatest = listing.greatest(connection, table);
        long above = greatest == null || greatest < Long.MIN_VALUE + RowWalk.MAX_ROWS
                ? Long.MIN_VALUE
                : greatest - RowWalk.MAX_ROWS;
        listing.countAbove(connection, table, above)
                .forEach((text, rows) -> newest.merge(Arguments.state(text), rows, Integer::sum));
        Long smallest = listing.next(connection, table, Long.MIN_VALUE);
        boolean isWhole = smallest == null || smallest > above;
        List<StateCount> counts = new ArrayList<>();
        for (ActionState state : ActionState.values()) {
            boolean indexed = listing.isIndexed(state);
            int rows = indexed
                    ? listing.count(connection, table, state, ActionCounts.MAX_COUNT + 1)
                    : newest.getOrDefault(state, 0);
            boolean isCapped = rows > ActionCounts.MAX_COUNT || !indexed && !isWhole;
            counts.add(new StateCount(state, Math.min(rows, ActionCounts.MAX_COUNT), isCapped));
        }
        return new ActionCounts(counts);
    }
}
