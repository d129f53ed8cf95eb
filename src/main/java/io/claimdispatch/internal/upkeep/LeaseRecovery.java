package io.claimdispatch.internal.upkeep;

import io.claimdispatch.internal.claim.InFlight;
import io.claimdispatch.internal.claim.StoredOutcomes;
import io.claimdispatch.internal.claim.ThisNode;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.MaintenanceTask;
import io.claimdispatch.internal.common.Outage;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.problem.AttemptProblems;
import io.claimdispatch.internal.common.problem.UpkeepNotices;
import io.claimdispatch.internal.complete.Completions;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.dispatch.RowPipeline;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.database.ActionDatabase;
import io.claimdispatch.internal.store.database.WriteProbe;
import io.claimdispatch.internal.store.failure.FailureKind;
import io.claimdispatch.internal.store.failure.Memory;
import io.claimdispatch.internal.store.lease.ClaimLeases;
import io.claimdispatch.internal.store.lease.EndedClaim;
import io.claimdispatch.internal.store.lease.ExpiredClaim;
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.row.ClaimedRow;
import io.claimdispatch.internal.store.row.Completion;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Recovers rows whose lease has expired: those of expired claims, and rows with a lease of their own, which nodes of older
 * versions write. Each recovery counts as a failed attempt, so that a row that kills its node
 * cannot do so for ever. A row is recovered under a lock and after checking its lease again, in case a heartbeat
 * renewed it meanwhile.
 */
@Component
@Dependent
public class LeaseRecovery implements MaintenanceTask {

    private static final Log LOG = Log.of(LeaseRecovery.class);

    /** How many claims' ids and sizes are read at once. */
    static final int PAGE = 500;

    /** How many rows are read and recovered at once. */
    private static final int CHUNK = 100;

    private final Settings settings;
    private final ActionDatabase database;
    private final Transactions transactions;
    private final Completions outcomes;
    private final RowPipeline pipeline;
    private final InFlight inFlight;
    private final ThisNode node;
    private final WriteProbe probe;
    private final Outage outage = new Outage();
    private final StoredOutcomes storedOutcomes;

    @Inject
    LeaseRecovery(
            Settings settings,
            ActionDatabase database,
            Transactions transactions,
            Completions outcomes,
            RowPipeline pipeline,
            InFlight inFlight,
            ThisNode node,
            WriteProbe probe,
            StoredOutcomes storedOutcomes) {
        this.settings = settings;
        this.database = database;
        this.transactions = transactions;
        this.outcomes = outcomes;
        this.pipeline = pipeline;
        this.inFlight = inFlight;
        this.node = node;
        this.probe = probe;
        this.storedOutcomes = storedOutcomes;
    }

    @Override
    public String doing() {
        return "take back rows of dead nodes";
    }

    @Override
    public MaintenanceThread thread() {
        return MaintenanceThread.RECOVERY;
    }

    @Override
    public boolean onlyWhileClaiming() {
        return true;
    }

    /** Each round covers all expired rows, so that rows that cannot be recovered hide none behind them. */
    @Override
    public void run() {
        RefusedRecoveries refused = new RefusedRecoveries();
        for (TableName table : settings.tables()) {
            try {
                recover(table, refused);
            } catch (RuntimeException e) {
                if (FailureKind.of(e) == FailureKind.OF_THE_DATABASE) {
                    // the other tables would wait just as long
                    throw e;
                }
                refused.failed(e);
            }
        }
        tell(refused);
        refused.rethrow();
    }

    private void recover(TableName table, RefusedRecoveries refused) {
        ExpiredClaim last = null;
        do {
            last = recoverPage(table, last, refused);
        } while (last != null);
        EndedClaim claim = null;
        do {
            claim = recoverClaims(table, claim, refused);
        } while (claim != null);
    }

    /** The same for leases of claims. Returns the last claim of the page, or null if there is no further page. */
    private @Nullable EndedClaim recoverClaims(TableName table, @Nullable EndedClaim after, RefusedRecoveries refused) {
        ClaimLeases leases = database.store().claimLeases();
        List<EndedClaim> page = transactions.separate(
                "looking for claims of dead nodes", connection -> leases.page(connection, table, after, PAGE));
        for (EndedClaim claim : page) {
            if (!claim.isWhole() || !inFlight.isInHand(claim.token())) {
                recover(table, claim, refused);
            }
        }
        return page.size() < PAGE ? null : page.get(PAGE - 1);
    }

    /** A claim that cannot be recovered, for example because its row is locked, does not delay the others. */
    private void recover(TableName table, EndedClaim claim, RefusedRecoveries refused) {
        ClaimLeases leases = database.store().claimLeases();
        try {
            // committed before any row is recovered: from then on the claim's node cannot renew it
            if (transactions.separate("taking claims of dead nodes", c -> leases.take(c, table, node.name(), claim))) {
                List<ExpiredClaim> rows =
                        transactions.separate("reading claims of dead nodes", c -> leases.rows(c, table, claim));
                recoverRows(table, rows, refused);
                transactions.separate("forgetting claims of dead nodes", c -> leases.drop(c, table, claim));
            }
        } catch (RuntimeException e) {
            if (FailureKind.of(e) == FailureKind.OF_THE_DATABASE || probe.ask(table) == WriteProbe.Answer.REFUSED) {
                throw e;
            }
            refused.failed(e);
        }
    }

    private void tell(RefusedRecoveries refused) {
        if (refused.rows() > 0) {
            LOG.log(outage.failed(), UpkeepNotices.notTakenBack(refused.rows(), refused.last()));
        } else if (outage.ends()) {
            LOG.log(UpkeepNotices.allTakenBack());
        }
    }

    /** Returns the last claim of the page, or null if there is no further page. */
    private @Nullable ExpiredClaim recoverPage(
            TableName table, @Nullable ExpiredClaim after, RefusedRecoveries refused) {
        List<ExpiredClaim> page = transactions.separate(
                "looking for rows of dead nodes",
                connection -> database.store().expired().page(connection, table, after, PAGE));
        // rows that this node still works on are not dead, however long the database was away; its next heartbeat
        // renews them
        recoverRows(
                table,
                page.stream().filter(claim -> !inFlight.isInHand(claim.ref())).toList(),
                refused);
        return page.size() < PAGE ? null : page.get(PAGE - 1);
    }

    private void recoverRows(TableName table, Collection<ExpiredClaim> claims, RefusedRecoveries refused) {
        int stored = 0;
        for (List<ClaimRef> chunk : chunks(claims)) {
            stored += recover(table, chunk, refused);
        }
        if (stored > 0) {
            LOG.log(UpkeepNotices.takenBack(stored, table));
        }
    }

    /** Splits claims into chunks with no more rows and bytes than one claim may load. */
    private List<List<ClaimRef>> chunks(Collection<ExpiredClaim> claims) {
        List<List<ClaimRef>> chunks = new ArrayList<>();
        List<ClaimRef> chunk = new ArrayList<>();
        long bytes = 0;
        for (ExpiredClaim claim : claims) {
            if (chunk.size() == CHUNK || !chunk.isEmpty() && bytes + claim.bytes() > settings.claimBytes()) {
                chunks.add(chunk);
                chunk = new ArrayList<>();
                bytes = 0;
            }
            chunk.add(claim.ref());
            bytes += claim.bytes();
        }
        chunks.add(chunk);
        return chunks;
    }

    private int recover(TableName table, List<ClaimRef> refs, RefusedRecoveries refused) {
        if (refs.isEmpty()) {
            return 0;
        }
        String doing = "reading rows of dead nodes";
        List<ClaimedRow> expired;
        try {
            expired = transactions.separate(
                    doing, connection -> database.store().expired().lock(connection, table, refs));
        } catch (RuntimeException | Error e) {
            if (!Memory.isShort(e)) {
                throw e;
            }
            if (refs.size() > 1) {
                int half = refs.size() / 2;
                return recover(table, refs.subList(0, half), refused)
                        + recover(table, refs.subList(half, refs.size()), refused);
            }
            // treated like a row that kills its node by its size: its attempt counts, and for that it need not be read
            expired = transactions.separate(
                    doing, connection -> database.store().expired().lockUnread(connection, table, refs));
        }
        // the retry policy is user code, and runs outside of any transaction
        Map<ClaimRef, Completion> failures = new HashMap<>();
        for (ClaimedRow row : expired) {
            try {
                failures.put(
                        row.ref(),
                        outcomes.failure(pipeline.attempt(row), AttemptProblems.leaseExpired(row.claimedBy())));
            } catch (RuntimeException | StackOverflowError e) {
                // whatever the row contains, the rows behind it are recovered
                LOG.log(UpkeepNotices.notJudged(row.ref(), e));
            }
        }
        return failures.isEmpty() ? 0 : takeBack(table, failures, refused);
    }

    /**
     * Recovers rows together, which is quick; if that fails, one by one, so that a refused row does not block the rows
     * behind it.
     */
    private int takeBack(TableName table, Map<ClaimRef, Completion> failures, RefusedRecoveries refused) {
        String doing = "taking back rows of dead nodes";
        try {
            Set<ClaimRef> back = transactions.separate(doing, connection -> takeBack(connection, table, failures));
            storedOutcomes.tell(failures.values(), back);
            return back.size();
        } catch (RuntimeException together) {
            int stored = 0;
            boolean writable = false;
            for (Completion failure : failures.values()) {
                try {
                    Set<ClaimRef> back = transactions.separate(
                            doing, connection -> takeBack(connection, table, Map.of(failure.ref(), failure)));
                    storedOutcomes.tell(List.of(failure), back);
                    stored += back.size();
                } catch (RuntimeException alone) {
                    // the table's next row would fail as well, and wait just as long for an unavailable database
                    if (FailureKind.of(alone) == FailureKind.OF_THE_DATABASE
                            || !writable && probe.ask(table) == WriteProbe.Answer.REFUSED) {
                        throw alone;
                    }
                    writable = true;
                    LOG.debug(failure.ref() + " cannot be taken back", alone);
                    refused.row(alone);
                }
            }
            return stored;
        }
    }

    private Set<ClaimRef> takeBack(Connection connection, TableName table, Map<ClaimRef, Completion> failures)
            throws SQLException {
        Set<ClaimRef> still = database.store().expired().lockOnly(connection, table, failures.keySet());
        List<Completion> back = failures.values().stream()
                .filter(failure -> still.contains(failure.ref()))
                .toList();
        return database.store().completions().complete(connection, table, back);
    }
}
