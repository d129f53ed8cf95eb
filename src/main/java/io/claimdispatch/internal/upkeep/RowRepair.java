package io.claimdispatch.internal.upkeep;

import io.claimdispatch.internal.claim.DueSignal;
import io.claimdispatch.internal.claim.ThisNode;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.MaintenanceTask;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.common.problem.NodeProblems;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.database.ActionDatabase;
import io.claimdispatch.internal.store.upkeep.Mended;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** Repairs rows written by a person that would wait for ever, and logs it. */
@Component
@Dependent
class RowRepair implements MaintenanceTask {

    private static final Log LOG = Log.of(RowRepair.class);

    /** The maximum number of transactions per round; further rows wait for the next round. */
    private static final int ROUNDS = 500;

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
    public Duration interval(Timings timings) {
        return hasRun ? timings.repairInterval() : timings.soon();
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
                                .handWritten()
                                .mend(connection, table, node.name(), node.newToken(), settings.lease()));
                all = all.and(last);
            }
            if (all.rows() > 0) {
                LOG.log(Level.WARNING, NodeProblems.rowsMended(table.value(), all.waiting(), all.claimed()));
                signal.due();
            }
        }
    }
}
