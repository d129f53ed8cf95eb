package io.claimdispatch.internal.operate;

import io.claimdispatch.ActionCounts;
import io.claimdispatch.Priority;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.database.ActionDatabase;
import io.claimdispatch.internal.store.operate.RowListing;
import io.claimdispatch.internal.store.operate.RowSummary;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads what is due: how many rows, and which have waited longest. Bounded, however many there are. */
@Component
@Dependent
public class Backlog {

    private final Transactions transactions;
    private final ActionDatabase database;

    @Inject
    Backlog(Transactions transactions, ActionDatabase database) {
        this.transactions = transactions;
        this.database = database;
    }

    /**
     * What is due.
     *
     * @param now the database's time
     * @param rows the rows that were counted, at most {@link ActionCounts#MAX_COUNT}
     * @param isCapped whether there are more
     * @param oldest the rows that have waited longest, a list for each priority
     * @param most how many a list has at most; one with as many may not be whole
     */
    public record Due(Instant now, int rows, boolean isCapped, List<List<RowSummary>> oldest, int most) {}

    /**
     * Reads it.
     *
     * @param oldest how many rows of each priority
     */
    public Due due(TableName table, int oldest) {
        return transactions.joined("reading what is due", connection -> {
            RowListing listing = database.store().listing();
            Instant now = database.dialect().now(connection);
            int counted = 0;
            List<List<RowSummary>> rows = new ArrayList<>();
            for (Priority priority : Priority.values()) {
                rows.add(listing.due(connection, table, priority, now, oldest));
                // one more than is shown tells that there are more
                int rest = ActionCounts.MAX_COUNT + 1 - counted;
                counted += rest == 0 ? 0 : listing.countDue(connection, table, priority, now, rest);
            }
            boolean isCapped = counted > ActionCounts.MAX_COUNT;
            return new Due(now, Math.min(counted, ActionCounts.MAX_COUNT), isCapped, List.copyOf(rows), oldest);
        });
    }
}
