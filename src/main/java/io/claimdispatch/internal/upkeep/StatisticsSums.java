package io.claimdispatch.internal.upkeep;

import io.claimdispatch.internal.claim.ThisNode;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.MaintenanceTask;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.database.ActionDatabase;
import io.claimdispatch.internal.store.operate.NodeRecord;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Adds statistics of minutes, on one node: into quarters of an hour, and these into days, of all nodes together; then
 * deletes what is old. A sum is made of all that it is the sum of, and replaces an earlier one: two nodes that do it at
 * once, and one that dies meanwhile, do no harm. Each sum is a transaction of its own.
 */
@Component
@Dependent
class StatisticsSums implements MaintenanceTask {

    private static final Duration MINUTES_KEPT = Duration.ofHours(6);
    private static final Duration QUARTERS_KEPT = Duration.ofDays(8);
    private static final Duration DAYS_KEPT = Duration.ofDays(400);

    /** So many of the last sums are made again: a node may have written late. */
    private static final int AGAIN = 2;

    /** A node that was not seen for so long leaves the work to another. */
    private static final Duration LOST = Duration.ofSeconds(20);

    private final Settings settings;
    private final ActionDatabase database;
    private final Transactions transactions;
    private final ThisNode node;

    /** Tables whose sums this node has made before. */
    private final Set<TableName> known = new HashSet<>();

    @Inject
    StatisticsSums(Settings settings, ActionDatabase database, Transactions transactions, ThisNode node) {
        this.settings = settings;
        this.database = database;
        this.transactions = transactions;
        this.node = node;
    }

    @Override
    public String doing() {
        return "add statistics";
    }

    @Override
    public MaintenanceThread thread() {
        return MaintenanceThread.MAINTENANCE;
    }

    @Override
    public Duration interval(Timings timings) {
        return timings.statisticsSums();
    }

    @Override
    public void run() {
        for (TableName table : settings.tables()) {
            transactions
                    .separate("adding statistics", connection -> ours(connection, table))
                    .ifPresent(now -> sums(table, now));
        }
    }

    /** The database's time, if this node is to do it: the first by name of those that are there. */
    private Optional<Instant> ours(Connection connection, TableName table) throws SQLException {
        Instant now = database.store().statistics().now(connection, table);
        boolean isOthers = database.store().nodes().all(connection, table).stream()
                .filter(each -> each.node().compareTo(node.name()) < 0)
                .anyMatch(each -> isThere(each, now));
        return isOthers ? Optional.empty() : Optional.of(now);
    }

    private static boolean isThere(NodeRecord other, Instant now) {
        return !other.state().equals("STOPPED")
                && Duration.between(other.seenAt(), now).compareTo(LOST) <= 0;
    }

    private void sums(TableName table, Instant now) {
        add(table, Statistic.MINUTE, Statistic.QUARTER, now);
        add(table, Statistic.QUARTER, Statistic.DAY, now);
        // not at once: another node may be just adding what is old
        if (!known.add(table)) {
            delete(table, Statistic.MINUTE, Statistic.start(now.minus(MINUTES_KEPT), Statistic.QUARTER));
            delete(table, Statistic.QUARTER, Statistic.start(now.minus(QUARTERS_KEPT), Statistic.DAY));
            delete(table, Statistic.DAY, now.minus(DAYS_KEPT));
        }
    }

    /** Adds intervals of one width that are over into those of another. */
    private void add(TableName table, int narrow, int wide, Instant now) {
        Instant end = Statistic.start(now, wide);
        Instant first = transactions
                .separate(
                        "adding statistics",
                        connection -> Optional.ofNullable(
                                database.store().statistics().first(connection, table, narrow)))
                .orElse(end);
        Duration width = Duration.ofMinutes(wide);
        Instant again = end.minus(width.multipliedBy(AGAIN));
        for (Instant start = Statistic.start(first, wide); start.isBefore(end); start = start.plus(width)) {
            Instant begin = start;
            transactions.separate(
                    "adding statistics",
                    connection -> add(connection, table, narrow, wide, begin, !begin.isBefore(again)));
        }
    }

    /**
     * Makes one sum. An older one is not made again: some of what it is the sum of may be deleted.
     *
     * @return how many rows were written
     */
    private int add(Connection connection, TableName table, int narrow, int wide, Instant start, boolean again)
            throws SQLException {
        StatisticRows rows = database.store().statistics();
        Instant end = start.plus(Duration.ofMinutes(wide));
        if (!again
                && !rows.ofType(connection, table, wide, start, end, Statistic.ALL)
                        .isEmpty()) {
            return 0;
        }
        Map<String, Tally> types = new TreeMap<>();
        Duration step = Duration.ofMinutes(narrow);
        for (Instant each = start; each.isBefore(end); each = each.plus(step)) {
            rows.all(connection, table, narrow, each, each.plus(step))
                    .forEach(row -> types.merge(row.type(), row.tally(), Tally::plus));
        }
        List<Statistic> sums = new ArrayList<>();
        types.forEach((type, tally) -> sums.add(new Statistic(wide, start, type, Statistic.ALL, tally)));
        rows.write(connection, table, sums);
        return sums.size();
    }

    private void delete(TableName table, int width, Instant before) {
        transactions.separate(
                "deleting statistics",
                connection -> database.store().statistics().delete(connection, table, width, before));
    }
}
