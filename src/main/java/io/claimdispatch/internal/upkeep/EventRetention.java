package io.claimdispatch.internal.upkeep;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.MaintenanceTask;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.common.problem.UpkeepNotices;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.database.ActionDatabase;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * Deletes events whose retention is over: of one table after the other, the oldest first, in small transactions, and a
 * rest after the last table.
 */
@Component
@Dependent
class EventRetention implements MaintenanceTask {

    private static final Log LOG = Log.of(EventRetention.class);

    /** The maximum number of events that one transaction deletes. */
    static final int DELETED_AT_ONCE = 500;

    /** The number of transactions per round, that is, per second. */
    private static final int TRANSACTIONS = 5;

    private final Settings settings;
    private final ActionDatabase database;
    private final Transactions transactions;
    private int table;
    private long pruned;
    private boolean rests;

    @Inject
    EventRetention(Settings settings, ActionDatabase database, Transactions transactions) {
        this.settings = settings;
        this.database = database;
        this.transactions = transactions;
    }

    @Override
    public String doing() {
        return "delete events whose retention is over";
    }

    @Override
    public MaintenanceThread thread() {
        return MaintenanceThread.MAINTENANCE;
    }

    @Override
    public Duration interval(Timings timings) {
        return rests ? timings.retentionRest() : timings.soon();
    }

    @Override
    public void run() {
        Duration age = settings.retention().events();
        rests = age == null;
        for (int i = 0; i < TRANSACTIONS && age != null && !rests; i++) {
            rests = !nextPiece(age);
        }
    }

    /** Deletes the next events; returns whether there may be more. */
    private boolean nextPiece(Duration age) {
        TableName name = settings.tables().get(table);
        int deleted = transactions.separate(
                "deleting events whose retention is over",
                connection -> database.store().events().prune(connection, name, age, DELETED_AT_ONCE));
        pruned += deleted;
        if (deleted == DELETED_AT_ONCE) {
            return true;
        }
        if (pruned > 0) {
            LOG.log(UpkeepNotices.eventsDeleted(pruned, name));
        }
        pruned = 0;
        table = (table + 1) % settings.tables().size();
        return table != 0;
    }
}
