package io.claimdispatch.internal.operate.bulk;

import io.claimdispatch.ActionCounts;
import io.claimdispatch.ActionQuery;
import io.claimdispatch.ActionState;
import io.claimdispatch.Pause;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.common.TypePattern;
import io.claimdispatch.internal.operate.Arguments;
import io.claimdispatch.internal.operate.Listing;
import io.claimdispatch.internal.operate.RowFilter;
import io.claimdispatch.internal.operate.RowWalk;
import io.claimdispatch.internal.store.database.ActionDatabase;
import io.claimdispatch.internal.store.operate.BulkCandidate;
import io.claimdispatch.internal.store.operate.RowSummary;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds out what a bulk action would do. Bounded, however many rows there are. */
@Component
@Dependent
public class BulkScan {

    private static final int SAMPLE = 5;

    /** How many of the newest rows are looked at, to see which types fail. */
    private static final int NEWEST = 1_000;

    private final ActionDatabase database;
    private final Listing listing;
    private final Ticker ticker;
    private final Timings timings;

    @Inject
    BulkScan(ActionDatabase database, Listing listing, Ticker ticker, Timings timings) {
        this.database = database;
        this.listing = listing;
        this.ticker = ticker;
        this.timings = timings;
    }

    /**
     * What was found.
     *
     * @param matched how many rows match, as far as they were counted
     * @param preview the rest
     */
    record Found(int matched, BulkPreview preview) {}

    /** The rows of a query. */
    private record Rows(List<BulkCandidate> rows, boolean isCapped) {}

    /**
     * Looks.
     *
     * @param maxId rows with greater ids are not looked at
     * @param now by the database's clock
     * @param pace how long a row takes
     */
    Found of(Connection connection, TableName table, BulkOrder order, long maxId, Instant now, Duration pace)
            throws SQLException {
        ActionQuery narrow = narrowed(order.query(), order.verb());
        Rows eligible = narrow == null ? new Rows(List.of(), false) : rows(connection, table, narrow, maxId);
        boolean isNarrow =
                narrow != null && narrow.states().equals(order.query().states());
        Rows all = isNarrow ? eligible : rows(connection, table, order.query(), maxId);
        Map<String, Integer> refused = new TreeMap<>();
        for (BulkCandidate each : all.rows()) {
            if (!order.verb().states().contains(Arguments.state(each.row().state()))) {
                refused.merge(each.row().state(), 1, Integer::sum);
            }
        }
        Map<String, Integer> types = new LinkedHashMap<>();
        eligible.rows().forEach(each -> types.merge(each.row().type(), 1, Integer::sum));
        List<BulkPreview.Warning> warnings = new ArrayList<>();
        if (order.verb().makesDue()) {
            warnings.addAll(paused(connection, table, types));
            warnings.addAll(failing(connection, table, types, eligible.rows(), now));
        }
        int rows = eligible.rows().size();
        BulkPreview preview = new BulkPreview(
                all.isCapped(),
                rows,
                eligible.isCapped(),
                refused,
                eligible.rows().stream().limit(SAMPLE).map(BulkScan::sample).toList(),
                warnings,
                pace.multipliedBy(rows).plus(order.spread()));
        return new Found(Math.max(rows, all.rows().size()), preview);
    }

    /** Only what the verb is for; null if the query has no such state. */
    static @Nullable ActionQuery narrowed(ActionQuery query, BulkVerb verb) {
        List<ActionState> states = query.states().isEmpty()
                ? List.copyOf(verb.states())
                : query.states().stream().filter(verb.states()::contains).toList();
        return states.isEmpty() ? null : query.inStates(states.toArray(ActionState[]::new));
    }

    /** Counts no further than elsewhere, and not for long. */
    private Rows rows(Connection connection, TableName table, ActionQuery query, long maxId) throws SQLException {
        RowFilter filter = new RowFilter(query);
        List<Long> ids = new ArrayList<>();
        Long rest = maxId;
        long begin = ticker.nanoTime();
        while (rest != null
                && ids.size() <= ActionCounts.MAX_COUNT
                && ticker.nanoTime() - begin < timings.bulkStep().toNanos()) {
            RowWalk.Found found = listing.foundForConsole(
                    connection, table, query, filter, rest, ActionCounts.MAX_COUNT + 1 - ids.size());
            ids.addAll(found.ids());
            rest = found.rest();
        }
        boolean isCapped = rest != null || ids.size() > ActionCounts.MAX_COUNT;
        List<Long> counted = ids.subList(0, Math.min(ids.size(), ActionCounts.MAX_COUNT));
        List<BulkCandidate> read = database.store().candidates().read(connection, table, counted).stream()
                .filter(each -> filter.meets(each.row()))
                .sorted((one, other) -> Long.compare(other.row().id(), one.row().id()))
                .toList();
        return new Rows(read, isCapped);
    }

    private static BulkPreview.Sample sample(BulkCandidate each) {
        return new BulkPreview.Sample(
                each.row().id(), each.row().type(), each.row().state());
    }

    private List<BulkPreview.Warning> paused(Connection connection, TableName table, Map<String, Integer> types)
            throws SQLException {
        List<BulkPreview.Warning> warnings = new ArrayList<>();
        for (Pause pause : database.store().pauses().paused(connection, table)) {
            TypePattern pattern = new TypePattern(pause.pattern());
            int rows = types.entrySet().stream()
                    .filter(type -> pattern.covers(type.getKey()))
                    .mapToInt(Map.Entry::getValue)
                    .sum();
            if (rows > 0) {
                warnings.add(new BulkPreview.Warning("PAUSED", pause.pattern(), rows));
            }
        }
        return warnings;
    }

    /** By the rows themselves, and by the newest of the table: what failed minutes ago will fail again, most likely. */
    private List<BulkPreview.Warning> failing(
            Connection connection, TableName table, Map<String, Integer> types, List<BulkCandidate> rows, Instant now)
            throws SQLException {
        Instant since = now.minus(timings.failingNow());
        Set<String> failing = new HashSet<>();
        rows.forEach(each -> note(failing, each, since));
        Long greatest = database.store().listing().greatest(connection, table);
        if (greatest != null) {
            List<Long> failed =
                    database.store().listing().range(connection, table, greatest - NEWEST, greatest).stream()
                            .filter(row -> types.containsKey(row.type()) && row.failCount() > 0)
                            .map(RowSummary::id)
                            .toList();
            database.store().candidates().read(connection, table, failed).forEach(each -> note(failing, each, since));
        }
        return types.entrySet().stream()
                .filter(type -> failing.contains(type.getKey()))
                .map(type -> new BulkPreview.Warning("FAILING", type.getKey(), type.getValue()))
                .toList();
    }

    private static void note(Set<String> failing, BulkCandidate each, Instant since) {
        ActionState state = Arguments.state(each.row().state());
        boolean hasFailed = state == ActionState.DEAD
                || state == ActionState.WAITING && each.row().failCount() > 0;
        if (hasFailed && each.updatedAt().isAfter(since)) {
            failing.add(each.row().type());
        }
    }
}
