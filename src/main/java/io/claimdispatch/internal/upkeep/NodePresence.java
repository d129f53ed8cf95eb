package io.claimdispatch.internal.upkeep;

import io.claimdispatch.internal.claim.ThisNode;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.MaintenanceTask;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.config.ApplicationClock;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.database.ActionDatabase;
import io.claimdispatch.internal.store.operate.NodeRecord;
import io.claimdispatch.internal.store.operate.NodeRows;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes into each table that this node is there, every few seconds, and when it stops. Operators see by it which nodes
 * there are; no claim depends on it. A node that was not seen for a day is deleted by the next one that starts: names may
 * change with each start.
 */
@Component
@Dependent
class NodePresence implements MaintenanceTask {

    private static final Duration FORGOTTEN = Duration.ofDays(1);

    private final Settings settings;
    private final ActionDatabase database;
    private final Transactions transactions;
    private final ThisNode node;
    private final NodeReport report;
    private final ApplicationClock clock;

    /** When this node started, by the clock of each table's database. */
    private final Map<TableName, Instant> started = new ConcurrentHashMap<>();

    @Inject
    NodePresence(
            Settings settings,
            ActionDatabase database,
            Transactions transactions,
            ThisNode node,
            NodeReport report,
            ApplicationClock clock) {
        this.settings = settings;
        this.database = database;
        this.transactions = transactions;
        this.node = node;
        this.report = report;
        this.clock = clock;
    }

    @Override
    public String doing() {
        return "write that this node is there";
    }

    @Override
    public MaintenanceThread thread() {
        return MaintenanceThread.MAINTENANCE;
    }

    @Override
    public Duration interval(Timings timings) {
        return timings.nodePresence();
    }

    @Override
    public void run() {
        write(report.state());
    }

    @Override
    public void nodeStopped() {
        if (!started.isEmpty()) {
            write("STOPPED");
        }
    }

    private void write(String state) {
        for (TableName table : settings.tables()) {
            Instant seen = transactions.separate(
                    "writing that this node is there", connection -> write(connection, table, state));
            started.putIfAbsent(table, seen);
        }
    }

    /** Returns the database's time. */
    private Instant write(Connection connection, TableName table, String state) throws SQLException {
        NodeRows nodes = database.store().nodes();
        Instant now = nodes.now(connection, table);
        Duration skew = Duration.between(now, clock.now());
        Instant start = started.getOrDefault(table, now);
        nodes.write(connection, table, new NodeRecord(node.name(), state, start, now, report.detail(skew)));
        if (start.equals(now)) {
            nodes.deleteUnseen(connection, table, now.minus(FORGOTTEN));
        }
        return now;
    }
}
