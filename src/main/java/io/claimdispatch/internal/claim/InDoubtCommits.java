package io.claimdispatch.internal.claim;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.MaintenanceTask;
import io.claimdispatch.internal.common.Problems;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.store.ClaimRef;
import io.claimdispatch.internal.store.Completion;
import io.claimdispatch.internal.store.RowChange;
import io.claimdispatch.internal.store.RowStatus;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.database.ActionDatabase;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tracks commits in doubt: the connection was lost before their result arrived. Outcomes are stored again; if the fence
 * rejects one, this looks whether the first commit has stored it. Rows that such an exchange has claimed after all are given
 * back. This looks for them as long as a lease lasts, since a commit may be late; after that they are taken back like those of
 * a dead node.
 */
@Component
class InDoubtCommits implements MaintenanceTask {

    private static final Log LOG = Log.of(InDoubtCommits.class);

    private final Map<Long, Long> untilOfToken = new ConcurrentHashMap<>();
    private final Set<ClaimRef> outcomes = ConcurrentHashMap.newKeySet();
    private final Settings settings;
    private final ActionDatabase database;
    private final Transactions transactions;
    private final ThisNode node;
    private final DueSignal signal;

    @Inject
    InDoubtCommits(
            Settings settings, ActionDatabase database, Transactions transactions, ThisNode node, DueSignal signal) {
        this.settings = settings;
        this.database = database;
        this.transactions = transactions;
        this.node = node;
        this.signal = signal;
    }

    /** A transaction that was to store outcomes has failed. */
    void stored(Throwable failure, List<Completion> done) {
        if (Problems.isCommitUnanswered(failure)) {
            done.forEach(completion -> outcomes.add(completion.ref()));
        }
    }

    /** A transaction that was to claim rows has failed. */
    void claimed(Throwable failure, long token) {
        if (Problems.isCommitUnanswered(failure)) {
            untilOfToken.put(token, System.nanoTime() + settings.lease().toNanos());
        }
    }

    /** An outcome is out of hand, whatever has become of it. */
    void forget(ClaimRef ref) {
        outcomes.remove(ref);
    }

    /** Whether an outcome that the fence has turned away was stored by a commit that was not answered. */
    boolean hasStored(Completion completion) {
        ClaimRef ref = completion.ref();
        if (!outcomes.remove(ref)) {
            return false;
        }
        try {
            return transactions.separate("looking for an outcome", connection -> {
                RowStatus standing = database.store().standing(connection, ref.table(), ref.id());
                return standing == null || standing.shows(completion);
            });
        } catch (RuntimeException | Error e) {
            // an Error too: who asks has rows in hand that must not be lost for the sake of this answer
            LOG.log(Level.WARNING, "whether the outcome of " + ref + " is stored cannot be found out", e);
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
                LOG.log(Level.INFO, "{0} rows are given back: the commit of their claim was not answered", rows);
                signal.due();
            }
            if (until - System.nanoTime() <= 0) {
                untilOfToken.remove(token);
            }
        });
    }

    private int giveBack(Connection connection, TableName table, long token) throws SQLException {
        List<Completion> released = database.store().claimed(connection, table, node.name(), token).stream()
                .map(ref -> new Completion(ref, new RowChange.Released()))
                .toList();
        return database.store().complete(connection, table, released).size();
    }
}
