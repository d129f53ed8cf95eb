package io.claimdispatch.internal.upkeep;

import io.claimdispatch.Pause;
import io.claimdispatch.internal.claim.DueSignal;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.MaintenanceTask;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.TypePattern;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.route.PauseChange;
import io.claimdispatch.internal.route.PausedTypes;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.database.ActionDatabase;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps this node's knowledge of pauses: reads them every second for changes of other nodes, and observes changes on
 * this node at once. While they cannot be read, the last known pauses stay in force.
 */
@Component
@Dependent
public class PauseWatch implements MaintenanceTask {

    private final Settings settings;
    private final ActionDatabase database;
    private final Transactions transactions;
    private final PausedTypes paused;
    private final DueSignal signal;

    @Inject
    PauseWatch(
            Settings settings,
            ActionDatabase database,
            Transactions transactions,
            PausedTypes paused,
            DueSignal signal) {
        this.settings = settings;
        this.database = database;
        this.transactions = transactions;
        this.paused = paused;
        this.signal = signal;
    }

    @Override
    public String doing() {
        return "read which types are paused";
    }

    @Override
    public MaintenanceThread thread() {
        return MaintenanceThread.MAINTENANCE;
    }

    @Override
    public boolean onlyWhileClaiming() {
        return true;
    }

    @Override
    public void run() {
        readNow();
    }

    /** Reads the pauses now, for a thread that is about to claim. */
    public void readNow() {
        long before = paused.changes();
        Map<TableName, Set<TypePattern>> read = transactions.separate("reading which types are paused", this::read);
        if (paused.read(read, before)) {
            signal.due();
        }
    }

    private Map<TableName, Set<TypePattern>> read(Connection connection) throws SQLException {
        Map<TableName, Set<TypePattern>> read = new HashMap<>();
        for (TableName table : settings.tables()) {
            read.put(
                    table,
                    database.store().pauses().paused(connection, table).stream()
                            .map(Pause::pattern)
                            .map(TypePattern::new)
                            .collect(Collectors.toUnmodifiableSet()));
        }
        return read;
    }

    /** Applies a local change. The transaction is over in this phase, and the database must not be used. */
    void committed(@Observes(during = TransactionPhase.AFTER_SUCCESS) PauseChange change) {
        paused.changed(change);
        if (!change.isPaused()) {
            signal.due();
        }
    }
}
