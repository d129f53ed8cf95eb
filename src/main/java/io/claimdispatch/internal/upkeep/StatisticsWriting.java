package io.claimdispatch.internal.upkeep;

import io.claimdispatch.Priority;
import io.claimdispatch.internal.claim.ThisNode;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.MaintenanceTask;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.statistics.Statistics;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.database.ActionDatabase;
import io.claimdispatch.internal.store.operate.RowSummary;
import io.claimdispatch.internal.store.statistics.Histogram;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes once a minute what this node has counted, outside of the exchange. What cannot be written is kept, and written
 * with what comes after it; a node that dies loses a minute. Also samples how late the oldest due row is: when nothing
 * is claimed any more, nothing else is counted.
 */
@Component
@Dependent
class StatisticsWriting implements MaintenanceTask {

    private final Settings settings;
    private final ActionDatabase database;
    private final Transactions transactions;
    private final ThisNode node;
    private final Statistics statistics;
    private final Map<TableName, UnwrittenStatistics> unwritten = new HashMap<>();
    private Instant last = Instant.EPOCH;

    @Inject
    StatisticsWriting(
            Settings settings,
            ActionDatabase database,
            Transactions transactions,
            ThisNode node,
            Statistics statistics) {
        this.settings = settings;
        this.database = database;
        this.transactions = transactions;
        this.node = node;
        this.statistics = statistics;
    }

    @Override
    public String doing() {
        return "write statistics";
    }

    @Override
    public MaintenanceThread thread() {
        return MaintenanceThread.MAINTENANCE;
    }

    /** Until the next minute begins by the database's clock, so that each write has one minute. */
    @Override
    public Duration interval(Timings timings) {
        long interval = timings.statistics().toMillis();
        return Duration.ofMillis(interval - Math.floorMod(last.toEpochMilli(), interval));
    }

    @Override
    public void run() {
        for (TableName table : settings.tables()) {
            write(table);
        }
    }

    @Override
    public void nodeStopped() {
        if (!last.equals(Instant.EPOCH)) {
            run();
        }
    }

    private void write(TableName table) {
        UnwrittenStatistics own = unwritten.computeIfAbsent(table, each -> new UnwrittenStatistics());
        last = transactions.separate("writing statistics", connection -> write(connection, table, own));
        own.stored();
    }

    /** Returns the database's time. */
    private Instant write(Connection connection, TableName table, UnwrittenStatistics own) throws SQLException {
        StatisticRows rows = database.store().statistics();
        Instant now = rows.now(connection, table);
        statistics.time(now);
        // read first: if this fails, what is stored must not be added twice, and what is drained must not be lost
        Map<String, Tally> counted = new TreeMap<>(late(connection, table, now));
        if (own.isFirst()) {
            own.addStored(rows.ofNode(connection, table, Statistic.MINUTE, own.minute(now), node.name()));
        }
        if (!own.isFull()) {
            statistics.drain(table).forEach((type, tally) -> counted.merge(type, tally, Tally::plus));
            own.add(now, counted);
        }
        rows.write(connection, table, own.rows(node.name()));
        return now;
    }

    /** How late the oldest due row is, under its type. */
    private Map<String, Tally> late(Connection connection, TableName table, Instant now) throws SQLException {
        List<RowSummary> first = new ArrayList<>();
        for (Priority priority : Priority.values()) {
            first.addAll(database.store().listing().due(connection, table, priority, now, 1));
        }
        Optional<RowSummary> oldest = first.stream().min(Comparator.comparing(RowSummary::eligibleAt));
        return oldest.map(row -> Map.of(
                        Statistic.countedAs(row.type()),
                        Tally.of(
                                new long[0],
                                Histogram.EMPTY,
                                Histogram.EMPTY,
                                Duration.between(row.eligibleAt(), now))))
                .orElse(Map.of());
    }
}
