package io.claimdispatch.internal.claim;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.MaintenanceTask;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.common.problem.ClaimNotices;
import io.claimdispatch.internal.common.problem.DatabaseProblems;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.completion.RowStatus;
import io.claimdispatch.internal.store.database.ActionDatabase;
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.row.Completion;
import io.claimdispatch.internal.store.row.RowChange;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tracks in-doubt commits: the connection was lost before the result arrived. Completions are retried; if the fence
 * rejects one, this checks whether the first commit stored it. Rows that such an exchange claimed after all are given
 * back: this searches for them for as long as a lease lasts, since a commit may be late. After that they are recovered
 * like those of a dead node.
 */
@Component
@Dependent
class InDoubtCommits implements MaintenanceTask {

    private static final Log LOG = Log.of(InDoubtCommits.class);

    private final Map<Long, Long> untilOfToken = new ConcurrentHashMap<>();
    private final Set<ClaimRef> outcomes = ConcurrentHashMap.newKeySet();
    private final Settings settings;
    private final ActionDatabase database;
    private final Transactions transactions;
    private final ThisNode node;
    private final DueSignal signal;
    private final Ticker ticker;

    @Inject
    InDoubtCommits(
            Settings settings,
            ActionDatabase database,
            Transactions transactions,
            ThisNode node,
            DueSignal signal,
            Ticker ticker) {
        this.settings = settings;
        this.database = database;
        this.transactions = transactions;
        this.node = node;
        this.signal = signal;
        this.ticker = ticker;
    }

    /** Records that a transaction that stores outcomes has failed. */
    void stored(Throwable failure, List<Completion> done) {
        if (DatabaseProblems.isCommitUnanswered(failure)) {
            done.forEach(completion -> outcomes.add(completion.ref()));
        }
    }

    /** Records that a transaction that claims rows has failed. */
    void claimed(Throwable failure, long token) {
        if (DatabaseProblems.isCommitUnanswered(failure)) {
            untilOfToken.put(token, ticker.nanoTime() + settings.lease().toNanos());
        }
    }

    /** Forgets an outcome that this node is done with. */
    void forget(ClaimRef ref) {
        outcomes.remove(ref);
    }

    /** Whether an unanswered commit stored an outcome that the fence has rejected. */
    boolean hasStored(Completion completion) {
        ClaimRef ref = completion.ref();
        if (!outcomes.remove(ref)) {
            return false;
        }
        try {
            return transactions.separate("looking for an outcome", connection -> {
                RowStatus standing = database.store().inDoubt().status(connection, ref.table(), ref.id());
                return standing == null || standing.shows(completion);
            });
        } catch (RuntimeException | Error e) {
            // an Error too: the caller holds rows that must not be lost because of this check
            LOG.log(ClaimNotices.outcomeInDoubt(ref, e));
            return false;
        }
    }

    @Override
    public String doing() {
        return "look for rows of unanswered commits";
    }

    @Override
    public MaintenanceThread thread() {
        return MaintenanceThread.MAINTENANCE;
    }

    @Override
    public void run() {
        untilOfToken.forEach((token, until) -> {
            int rows = 0;
            for (TableName table : settings.tables()) {
                rows += transactions.separate(
                        "giving back rows of an unanswered commit", connection -> giveBack(connection, table, token));
            }
            if (rows > 0) {
                LOG.log(ClaimNotices.claimGivenBack(rows));
                signal.due();
            }
            if (until - ticker.nanoTime() <= 0) {
                untilOfToken.remove(token);
            }
        });
    }

    private int giveBack(Connection connection, TableName table, long token) throws SQLException {
        List<Completion> released = database.store().inDoubt().claimed(connection, table, node.name(), token).stream()
                .map(ref -> new Completion(ref, new RowChange.Released()))
                .toList();
        return database.store()
                .completions()
                .complete(connection, table, released)
                .size();
    }
}
