package io.claimdispatch.internal.upkeep;

import io.claimdispatch.internal.claim.DueSignal;
import io.claimdispatch.internal.claim.ThisNode;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.MaintenanceTask;
import io.claimdispatch.internal.common.Problems;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.store.Mended;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.database.ActionDatabase;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** Gives values to rows that a person has written and that would wait for ever, and tells of it. */
@Component
class RowRepair implements MaintenanceTask {

    private static final Log LOG = Log.of(RowRepair.class);

    /** Transactions of one round; more rows than they mend wait for the next. */
    private static final int ROUNDS = 500;

    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private boolean hasRun;
    private final Settings settings;
    private final ActionDatabase database;
    private final Transactions transactions;
    private final ThisNode node;
    private final DueSignal signal;

    @Inject
    RowRepair(Settings settings, ActionDatabase database, Transactions transactions, ThisNode node, DueSignal signal) {
        this.settings = settings;
        this.database = database;
        this.transactions = transactions;
        this.node = node;
        this.signal = signal;
    }

    @Override
    public String doing() {
        return "mend rows that would wait for ever";
    }

    @Override
    public MaintenanceThread thread() {
        return MaintenanceThread.MAINTENANCE;
    }

    @Override
    public Duration interval() {
        return hasRun ? INTERVAL : SOON;
    }

    @Override
    public boolean onlyWhileClaiming() {
        return true;
    }

    @Override
    public void run() {
        hasRun = true;
        for (TableName table : settings.tables()) {
            Mended all = Mended.NONE;
            Mended last = Mended.NONE;
            for (int round = 0; round == 0 || round < ROUNDS && last.rows() > 0; round++) {
                last = transactions.separate(
                        "mending rows that would wait for ever",
                        connection -> database.store()
                                .mend(connection, table, node.name(), node.newToken(), settings.lease()));
                all = all.and(last);
            }
            if (all.rows() > 0) {
                String text = Problems.rowsMended(table.value(), all.waiting(), all.claimed())
                        .getMessage();
                LOG.log(Level.WARNING, text);
                signal.due();
            }
        }
    }
}
