package io.claimdispatch.internal.upkeep;

import io.claimdispatch.internal.claim.InFlight;
import io.claimdispatch.internal.claim.ThisNode;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.MaintenanceTask;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.database.ActionDatabase;
import io.claimdispatch.internal.store.lease.HeldLeases;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;

/**
 * Renews the leases of the claims of which this node has rows in flight, queued or running, and ends those of which no row
 * is left.
 */
@Component
@Dependent
public class Heartbeat implements MaintenanceTask {

    private final Settings settings;
    private final ActionDatabase database;
    private final Transactions transactions;
    private final InFlight inFlight;
    private final ThisNode node;

    @Inject
    Heartbeat(Settings settings, ActionDatabase database, Transactions transactions, InFlight inFlight, ThisNode node) {
        this.settings = settings;
        this.database = database;
        this.transactions = transactions;
        this.inFlight = inFlight;
        this.node = node;
    }

    @Override
    public String doing() {
        return "renew the leases";
    }

    @Override
    public MaintenanceThread thread() {
        return MaintenanceThread.HEARTBEAT;
    }

    @Override
    public Duration interval(Timings timings) {
        return settings.lease().dividedBy(3);
    }

    @Override
    public void run() {
        HeldLeases held = inFlight.held();
        Set<Long> ended = inFlight.takeEnded();
        if (held.tokens().isEmpty() && ended.isEmpty()) {
            return;
        }
        boolean isDone = false;
        try {
            renew(held, ended);
            isDone = true;
        } finally {
            // after an Error too
            if (!isDone) {
                inFlight.leasesRemain(ended);
            }
        }
    }

    private void renew(HeldLeases held, Set<Long> ended) {
        RuntimeException failure = null;
        for (TableName table : settings.tables()) {
            long deadline = inFlight.deadline(settings.lease());
            try {
                Set<Long> renewed = transactions.separate("renewing leases", connection -> {
                    database.store().claimLeases().end(connection, table, ended);
                    return database.store().leases().renew(connection, table, node.name(), held, settings.lease());
                });
                inFlight.renewed(table, renewed, deadline);
            } catch (RuntimeException e) {
                // the other tables' leases must not expire because of this one
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
