package io.claimdispatch.internal.operate;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.database.ActionDatabase;
import io.claimdispatch.internal.store.statistics.Statistic;
import io.claimdispatch.internal.store.statistics.StatisticRows;
import io.claimdispatch.internal.store.statistics.Tally;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Reads what nodes have counted of a table: from stored intervals, by their primary key, and never from rows. */
@Component
@Dependent
public class StatisticsReads {

    /** Sums may be missing for so long: before, their minutes are read. */
    private static final Duration NOT_ADDED = Duration.ofMinutes(30);

    /** Nodes write at the end of a minute, and need a moment. */
    private static final Duration WRITING = Duration.ofSeconds(5);

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration RECENT = Duration.ofMinutes(15);
    private static final Duration USUAL = Duration.ofDays(1);

    private final Transactions transactions;
    private final ActionDatabase database;
    private final Ticker ticker;
    private final Timings timings;
    private final Map<TableName, Kept> kept = new ConcurrentHashMap<>();

    @Inject
    StatisticsReads(Transactions transactions, ActionDatabase database, Ticker ticker, Timings timings) {
        this.transactions = transactions;
        this.database = database;
        this.ticker = ticker;
        this.timings = timings;
    }

    private record Kept(long since, ByType types) {}

    /**
     * A part of a range.
     *
     * @param at its start
     * @param minutes how many of it are over
     * @param tally what was counted
     */
    public record Point(Instant at, int minutes, Tally tally) {}

    /**
     * A range.
     *
     * @param now the database's time
     * @param points without gaps, the oldest first
     */
    public record Series(Instant now, List<Point> points) {

        /** All of it. */
        public Tally total() {
            return points.stream().map(Point::tally).reduce(Tally.EMPTY, Tally::plus);
        }

        /** How many minutes it has. */
        public int minutes() {
            return points.stream().mapToInt(Point::minutes).sum();
        }
    }

    /**
     * What was counted of each type.
     *
     * @param minutes in so many minutes
     * @param types those that had something; without the sum of all
     */
    public record ByType(int minutes, Map<String, Tally> types) {

        /** What was counted of a type. */
        public Tally of(String type) {
            return types.getOrDefault(type, Tally.EMPTY);
        }

        /** The types that have a name. */
        public Set<String> names() {
            Set<String> names = new TreeSet<>(types.keySet());
            names.remove(Statistic.OTHERS);
            return names;
        }
    }

    /**
     * Reads a range.
     *
     * @param type null for all together
     */
    public Series series(TableName table, @Nullable String type, StatisticsRange range) {
        return transactions.joined("reading statistics", connection -> {
            Instant now = database.store().statistics().now(connection, table);
            Instant end = end(now);
            Instant from = Statistic.start(end.minus(range.length()), range.minutes());
            Map<Instant, Tally> found = new TreeMap<>();
            for (Statistic row :
                    ofType(connection, table, from, end, now, range.length(), type == null ? Statistic.ALL : type)) {
                found.merge(Statistic.start(row.startAt(), range.minutes()), row.tally(), Tally::plus);
            }
            List<Point> points = new ArrayList<>();
            Duration step = Duration.ofMinutes(range.minutes());
            for (Instant at = from; at.isBefore(end); at = at.plus(step)) {
                long over = Duration.between(at, end).toMinutes();
                points.add(new Point(at, (int) Math.min(over, range.minutes()), found.getOrDefault(at, Tally.EMPTY)));
            }
            return new Series(now, points);
        });
    }

    /** Reads the last hour of each type. What was read is kept for a moment. */
    public ByType lastHour(TableName table) {
        Kept known = kept.get(table);
        if (known != null
                && ticker.nanoTime() - known.since() < timings.keptStatistics().toNanos()) {
            return known.types();
        }
        ByType read = transactions.joined("reading statistics", connection -> {
            StatisticRows rows = database.store().statistics();
            Instant now = rows.now(connection, table);
            Instant end = end(now);
            Instant from = Statistic.start(end.minus(HOUR), Statistic.QUARTER);
            Instant minutes = minutesFrom(now);
            Map<String, Tally> types = new TreeMap<>();
            add(rows, connection, table, Statistic.QUARTER, from, minutes, types);
            add(rows, connection, table, Statistic.MINUTE, minutes, end, types);
            types.remove(Statistic.ALL);
            return new ByType((int) Duration.between(from, end).toMinutes(), types);
        });
        kept.put(table, new Kept(ticker.nanoTime(), read));
        return read;
    }

    /** Reads how often attempts failed lately, and usually. */
    public FailureRates failures(TableName table) {
        return transactions.joined("reading statistics", connection -> {
            StatisticRows rows = database.store().statistics();
            Instant now = rows.now(connection, table);
            Instant end = end(now);
            Instant recently = end.minus(RECENT);
            FailureRates rates = new FailureRates(
                    total(rows.ofType(connection, table, Statistic.MINUTE, recently, end, Statistic.ALL)),
                    total(ofType(connection, table, recently.minus(USUAL), recently, now, USUAL, Statistic.ALL)),
                    null);
            if (!rates.areUnusual()) {
                return rates;
            }
            Map<String, Tally> types = new TreeMap<>();
            add(rows, connection, table, Statistic.MINUTE, recently, end, types);
            types.remove(Statistic.ALL);
            return new FailureRates(rates.recent(), rates.usual(), worst(types));
        });
    }

    /** Interval by interval: all at once, those of many types and nodes would not fit into memory. */
    private static void add(
            StatisticRows rows,
            Connection connection,
            TableName table,
            int width,
            Instant from,
            Instant until,
            Map<String, Tally> types)
            throws SQLException {
        Duration step = Duration.ofMinutes(width);
        for (Instant each = from; each.isBefore(until); each = each.plus(step)) {
            rows.all(connection, table, width, each, each.plus(step))
                    .forEach(row -> types.merge(row.type(), row.tally(), Tally::plus));
        }
    }

    /** The type with the most failures. */
    private static @Nullable String worst(Map<String, Tally> types) {
        return types.entrySet().stream()
                .max(Comparator.comparingLong(type -> type.getValue().failures()))
                .map(Map.Entry::getKey)
                .orElse(null);
    }

    private static Instant end(Instant now) {
        return Statistic.start(now.minus(WRITING), Statistic.MINUTE);
    }

    private static Instant minutesFrom(Instant now) {
        return Statistic.start(now, Statistic.QUARTER).minus(NOT_ADDED);
    }

    /** Minutes, as long as all of them are kept; otherwise sums, and the minutes that may not have been added yet. */
    private List<Statistic> ofType(
            Connection connection,
            TableName table,
            Instant from,
            Instant end,
            Instant now,
            Duration length,
            String type)
            throws SQLException {
        StatisticRows rows = database.store().statistics();
        boolean areKept = length.compareTo(StatisticsRange.QUARTER_OF_A_DAY.length()) <= 0;
        Instant minutes = areKept ? from : minutesFrom(now);
        List<Statistic> read = new ArrayList<>();
        if (from.isBefore(minutes)) {
            read.addAll(rows.ofType(connection, table, Statistic.QUARTER, from, minutes, type));
        }
        read.addAll(rows.ofType(connection, table, Statistic.MINUTE, minutes, end, type));
        return read;
    }

    private static Tally total(List<Statistic> rows) {
        return rows.stream().map(Statistic::tally).reduce(Tally.EMPTY, Tally::plus);
    }
}
