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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes back rows whose lease has ended. Each counts as a failed attempt, so that a row that kills its node cannot do so for
 * ever. Rows are taken back under a lock and after another look at the lease: a heartbeat that came meanwhile has saved them.
 */
@ApplicationScoped
class LeaseRecovery implements Chore {

    private static final Logger LOG = System.getLogger(LeaseRecovery.class.getName());
    private static final int CHUNK = 100;

    private Settings settings;
    private ActionDatabase database;
    private Transactions transactions;
    private Outcomes outcomes;
    private RowPipeline pipeline;
    private InFlight inFlight;

    /** For the proxy. */
    @SuppressWarnings("NullAway.Init")
    LeaseRecovery() {}

    @Inject
    LeaseRecovery(
            Settings settings,
            ActionDatabase database,
            Transactions transactions,
            Outcomes outcomes,
            RowPipeline pipeline,
            InFlight inFlight) {
        this.settings = settings;
        this.database = database;
        this.transactions = transactions;
        this.outcomes = outcomes;
        this.pipeline = pipeline;
        this.inFlight = inFlight;
    }

    @Override
    public String doing() {
        return "take back rows of dead nodes";
    }

    @Override
    public Lane lane() {
        return Lane.MAINTENANCE;
    }

    @Override
    public boolean onlyWhileClaiming() {
        return true;
    }

    @Override
    public void run() {
        for (TableName table : settings.tables()) {
            int recovered = CHUNK;
            while (recovered == CHUNK) {
                recovered = recover(table);
            }
        }
    }

    private int recover(TableName table) {
        List<ClaimedRow> expired = transactions.separate(
                "looking for rows of dead nodes", connection -> database.store().lockExpired(connection, table, CHUNK));
        if (expired.isEmpty()) {
            return 0;
        }
        // what this node still has in hand is not dead, however long the database was away; its next heartbeat says so
        Set<Long> inHand = Set.copyOf(inFlight.tokens());
        // the retry policy is the user's code, and runs outside of any transaction
        Map<ClaimRef, Completion> failures = new HashMap<>();
        for (ClaimedRow row : expired) {
            if (!inHand.contains(row.ref().token())) {
                failures.put(
                        row.ref(), outcomes.failure(pipeline.attempt(row), Problems.leaseExpired(row.claimedBy())));
            }
        }
        int stored = transactions.separate(
                "taking back rows of dead nodes", connection -> takeBack(connection, table, failures));
        if (stored > 0) {
            LOG.log(Level.WARNING, "{0} rows of {1} are taken back: their leases had ended", stored, table);
        }
        return stored;
    }

    private int takeBack(Connection connection, TableName table, Map<ClaimRef, Completion> failures)
            throws SQLException {
        List<Completion> still = new ArrayList<>(failures.size());
        for (ClaimedRow row : database.store().lockExpired(connection, table, CHUNK)) {
            Completion failure = failures.get(row.ref());
            if (failure != null) {
                still.add(failure);
            }
        }
        return database.store().complete(connection, table, still).size();
    }
}
