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

/** Deletes bulk actions of the console whose retention is over, and previews that never began. */
@Component
@Dependent
class BulkRetention implements MaintenanceTask {

    private static final Log LOG = Log.of(BulkRetention.class);

    /** Previews that never began are kept for as long as their keys have to be known. */
    private static final Duration PREVIEWS = Duration.ofDays(1);

    /** The maximum number of bulk actions that one transaction deletes; there are few. */
    private static final int DELETED_AT_ONCE = 500;

    private final Settings settings;
    private final ActionDatabase database;
    private final Transactions transactions;

    @Inject
    BulkRetention(Settings settings, ActionDatabase database, Transactions transactions) {
        this.settings = settings;
        this.database = database;
        this.transactions = transactions;
    }

    @Override
    public String doing() {
        return "delete bulk actions whose retention is over";
    }

    @Override
    public MaintenanceThread thread() {
        return MaintenanceThread.MAINTENANCE;
    }

    @Override
    public Duration interval(Timings timings) {
        return timings.retentionRest();
    }

    @Override
    public void run() {
        Duration age = settings.retention().bulk();
        if (age == null) {
            return;
        }
        Duration ofPreviews = age.compareTo(PREVIEWS) < 0 ? age : PREVIEWS;
        for (TableName table : settings.tables()) {
            int deleted = transactions.separate(
                    "deleting bulk actions whose retention is over",
                    connection -> database.store().bulk().prune(connection, table, ofPreviews, age, DELETED_AT_ONCE));
            if (deleted > 0) {
                LOG.log(UpkeepNotices.bulkDeleted(deleted, table));
            }
        }
    }
}
