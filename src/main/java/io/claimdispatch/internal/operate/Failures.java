package io.claimdispatch.internal.operate;

import io.claimdispatch.ActionCounts;
import io.claimdispatch.ActionState;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.database.ActionDatabase;
import io.claimdispatch.internal.store.operate.FoundFailures;
import io.claimdispatch.internal.store.operate.NodeRecord;
import io.claimdispatch.internal.store.operate.RowSummary;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;

/**
 * Reads what fails in a table: the rows that have failed for good, grouped by type and failure, and those that have
 * failed and are tried again. Bounded, however many there are.
 */
@Component
@Dependent
public class Failures {

    private final Transactions transactions;
    private final ActionDatabase database;

    @Inject
    Failures(Transactions transactions, ActionDatabase database) {
        this.transactions = transactions;
        this.database = database;
    }

    /**
     * What fails.
     *
     * @param now the database's time
     * @param dead the rows that have failed for good
     * @param retried waiting rows whose last attempt has failed
     * @param isRetriedWhole whether these are all such rows; otherwise the read has met its bound
     * @param nodes of the table, with the times of their starts
     */
    public record Read(
            Instant now,
            FoundFailures dead,
            List<RowSummary> retried,
            boolean isRetriedWhole,
            List<NodeRecord> nodes) {}

    /** Reads it, in the caller's transaction if there is one. */
    public Read of(TableName table) {
        return transactions.joined("reading what fails", connection -> {
            List<RowSummary> waiting = database.store()
                    .listing()
                    .inState(connection, table, ActionState.WAITING, ActionCounts.MAX_COUNT + 1);
            return new Read(
                    database.dialect().now(connection),
                    database.store().failures().groups(connection, table),
                    waiting.stream().filter(row -> row.failCount() > 0).toList(),
                    waiting.size() <= ActionCounts.MAX_COUNT,
                    database.store().nodes().all(connection, table));
        });
    }
}
