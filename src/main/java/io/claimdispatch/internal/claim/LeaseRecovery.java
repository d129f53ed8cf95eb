package io.claimdispatch.internal.claim;

import io.claimdispatch.internal.Problems;
import io.claimdispatch.internal.TableName;
import io.claimdispatch.internal.complete.Outcomes;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.store.ActionDatabase;
import io.claimdispatch.internal.store.ClaimRef;
import io.claimdispatch.internal.store.ClaimedRow;
import io.claimdispatch.internal.store.Completion;
import io.claimdispatch.internal.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Takes back rows whose lease has ended. Each counts as a failed attempt, so that a row that kills its node cannot do so for
 * ever. The rows are locked from the look at the lease until the commit: a late heartbeat waits, and then finds no claim.
 */
@ApplicationScoped
class LeaseRecovery {

    private static final Logger LOG = System.getLogger(LeaseRecovery.class.getName());
    private static final int CHUNK = 100;

    private Settings settings;
    private ActionDatabase database;
    private Transactions transactions;
    private Outcomes outcomes;
    private RowPipeline pipeline;

    /** For the proxy. */
    @SuppressWarnings("NullAway.Init")
    LeaseRecovery() {}

    @Inject
    LeaseRecovery(
            Settings settings,
            ActionDatabase database,
            Transactions transactions,
            Outcomes outcomes,
            RowPipeline pipeline) {
        this.settings = settings;
        this.database = database;
        this.transactions = transactions;
        this.outcomes = outcomes;
        this.pipeline = pipeline;
    }

    void recover() {
        for (TableName table : settings.tables()) {
            int recovered = CHUNK;
            while (recovered == CHUNK) {
                recovered = transactions.separate(
                        "taking back rows of dead nodes", connection -> recover(connection, table));
            }
        }
    }

    private int recover(Connection connection, TableName table) throws SQLException {
        List<ClaimedRow> expired = database.store().lockExpired(connection, table, CHUNK);
        if (expired.isEmpty()) {
            return 0;
        }
        List<Completion> completions = new ArrayList<>(expired.size());
        for (ClaimedRow row : expired) {
            completions.add(outcomes.failure(pipeline.attempt(row), Problems.leaseExpired(row.claimedBy())));
        }
        Set<ClaimRef> stored = database.store().complete(connection, table, completions);
        LOG.log(Level.WARNING, "{0} rows of {1} are taken back: their leases had ended", stored.size(), table);
        return expired.size();
    }
}
