package io.claimdispatch.internal.claim;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.problem.DatabaseProblems;
import io.claimdispatch.internal.complete.FinishedWork;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.database.ActionDatabase;
import io.claimdispatch.internal.store.failure.Memory;
import io.claimdispatch.internal.store.row.ClaimedRow;
import io.claimdispatch.internal.store.row.Completion;
import io.claimdispatch.internal.store.row.RowChange;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows that were claimed unread, each in its own transaction after the claim's. This identifies the row that does
 * not fit into memory: its attempt fails and is retried as the retry policy decides, which sees the row with an empty
 * object as its payload.
 */
@Component
@Dependent
class LargeRows {

    private static final Log LOG = Log.of(LargeRows.class);

    private final Transactions transactions;
    private final ActionDatabase database;
    private final UnreadableRows unreadable;
    private final FinishedWork finished;

    @Inject
    LargeRows(Transactions transactions, ActionDatabase database, UnreadableRows unreadable, FinishedWork finished) {
        this.transactions = transactions;
        this.database = database;
        this.unreadable = unreadable;
        this.finished = finished;
    }

    /**
     * Returns the rows that can be read. The others get their outcomes: a row that does not fit fails, and any other
     * error gives the row back.
     *
     * @throws RuntimeException the error of the last row, if no row could be read; all have their outcomes
     */
    List<ClaimedRow> read(List<ClaimedRow> unread) {
        List<ClaimedRow> rows = new ArrayList<>();
        @Nullable RuntimeException failure = null;
        for (ClaimedRow row : unread) {
            try {
                Optional<ClaimedRow> whole = transactions.separate(
                        "reading one claimed row",
                        connection ->
                                Optional.ofNullable(database.store().unread().read(connection, row.ref())));
                whole.ifPresentOrElse(rows::add, () -> giveBack(row));
            } catch (RuntimeException | Error e) {
                if (Memory.isShort(e)) {
                    unreadable.fail(row, DatabaseProblems.memoryShort(row.type(), e));
                } else {
                    giveBack(row);
                    failure = e instanceof RuntimeException exception ? exception : new IllegalStateException(e);
                    LOG.debug(row.ref() + " cannot be read, and is given back", e);
                }
            }
        }
        if (rows.isEmpty() && failure != null) {
            // so that the loop backs off and logs it
            throw failure;
        }
        return rows;
    }

    private void giveBack(ClaimedRow row) {
        finished.add(new Completion(row.ref(), new RowChange.Released()));
    }
}
