package io.claimdispatch.internal.claim;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.Problems;
import io.claimdispatch.internal.complete.FinishedWork;
import io.claimdispatch.internal.store.ClaimedRow;
import io.claimdispatch.internal.store.Completion;
import io.claimdispatch.internal.store.Memory;
import io.claimdispatch.internal.store.RowChange;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.database.ActionDatabase;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows that were claimed unread, each in a transaction of its own after the claim's. So it is known which row does
 * not fit into memory: its attempt fails, and is retried as the retry policy says, which meets the row with an empty object
 * for its payload.
 */
@Component
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
     * Returns those that can be read. The others have their outcomes: what does not fit fails, and whatever else hits a row
     * gives it back.
     *
     * @throws RuntimeException what has hit the last row, if no row could be read; all have their outcomes
     */
    List<ClaimedRow> read(List<ClaimedRow> unread) {
        List<ClaimedRow> rows = new ArrayList<>();
        @Nullable RuntimeException failure = null;
        for (ClaimedRow row : unread) {
            try {
                Optional<ClaimedRow> whole = transactions.separate(
                        "reading one claimed row",
                        connection -> Optional.ofNullable(database.store().read(connection, row.ref())));
                whole.ifPresentOrElse(rows::add, () -> giveBack(row));
            } catch (RuntimeException | Error e) {
                if (Memory.isShort(e)) {
                    unreadable.fail(row, Problems.memoryShort(row.type(), e));
                } else {
                    giveBack(row);
                    failure = e instanceof RuntimeException exception ? exception : new IllegalStateException(e);
                    LOG.log(Level.DEBUG, row.ref() + " cannot be read, and is given back", e);
                }
            }
        }
        if (rows.isEmpty() && failure != null) {
            // so that the loop pauses, and tells of it
            throw failure;
        }
        return rows;
    }

    private void giveBack(ClaimedRow row) {
        finished.add(new Completion(row.ref(), new RowChange.Released()));
    }
}
