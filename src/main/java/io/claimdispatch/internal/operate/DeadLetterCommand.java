package io.claimdispatch.internal.operate;

import io.claimdispatch.ActionEvent;
import io.claimdispatch.DeadLetters;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.TypePattern;
import io.claimdispatch.internal.common.problem.OperatorNotices;
import io.claimdispatch.internal.store.NewWork;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.database.ActionDatabase;
import io.claimdispatch.internal.store.operate.RequeuedRows;
import io.claimdispatch.internal.store.row.StorableTime;
import io.claimdispatch.internal.store.upkeep.TerminalKind;
import io.claimdispatch.internal.store.upkeep.TerminalRows;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Requeues dead letters, many at once, and wakes the loop once they have committed. */
@Component
@Dependent
class DeadLetterCommand {

    private static final Log LOG = Log.of(DeadLetterCommand.class);

    /** How many rows one search for dead letters passes. */
    private static final int STRETCH = 5_000;

    /** How many rows one transaction requeues. */
    private static final int CHUNK = 500;

    private final Transactions transactions;
    private final ActionDatabase database;
    private final EventLog events;
    private final Event<NewWork> newWork;

    @Inject
    DeadLetterCommand(Transactions transactions, ActionDatabase database, EventLog events, Event<NewWork> newWork) {
        this.transactions = transactions;
        this.database = database;
        this.events = events;
        this.newWork = newWork;
    }

    /**
     * Searches for dead letters and requeues them; only the statement that locks the rows decides. The searches join
     * the caller's transaction all the same: otherwise they would need a second connection, and the pool may have none.
     */
    int requeue(TableName table, DeadLetters which, List<TypePattern> types, Author author) {
        int requeued = 0;
        try {
            Long after = Long.MIN_VALUE;
            while (after != null && requeued < which.limit()) {
                TerminalRows stretch = stretch(table, after);
                List<Long> ids = stretch.rows().stream()
                        .filter(row -> covers(which, types, row))
                        .map(TerminalRows.Row::id)
                        .toList();
                int from = 0;
                while (from < ids.size() && requeued < which.limit()) {
                    int size = Math.min(CHUNK, which.limit() - requeued);
                    List<Long> chunk = ids.subList(from, Math.min(ids.size(), from + size));
                    from += chunk.size();
                    requeued += requeueChunk(table, which, chunk, author);
                }
                after = stretch.last();
            }
            return requeued;
        } finally {
            // also if it fails midway: what was committed stays
            if (requeued > 0) {
                LOG.log(OperatorNotices.requeuedDead(author.who(), requeued, table, author.reason()));
            }
        }
    }

    private TerminalRows stretch(TableName table, long after) {
        return transactions.joined(
                "looking for dead letters",
                connection -> database.store()
                        .pruning()
                        .ended(connection, table, List.of(TerminalKind.DEAD), Duration.ZERO, after, STRETCH));
    }

    private int requeueChunk(TableName table, DeadLetters which, List<Long> ids, Author author) {
        Instant bound = which.before();
        Instant before = bound == null ? StorableTime.LATEST : StorableTime.nearest(bound);
        int requeued = transactions.joined("requeueing dead letters", connection -> {
            RequeuedRows rows = database.store().commands().requeueDead(connection, table, ids, before);
            events.write(
                    connection,
                    table,
                    rows.at(),
                    ActionEvent.REQUEUE_DEAD,
                    rows.before(),
                    author,
                    row -> EventDetail.of(row, rows.moved(row)));
            return rows.before().size();
        });
        // types are not named: they have been in the table before, so they are known or will be discovered
        newWork.fire(NewWork.NOTHING_NEW);
        return requeued;
    }

    private static boolean covers(DeadLetters which, List<TypePattern> types, TerminalRows.Row row) {
        Instant after = which.after();
        Instant before = which.before();
        return (types.isEmpty() || types.stream().anyMatch(type -> type.covers(row.type())))
                && (after == null || row.at().isAfter(after))
                && (before == null || row.at().isBefore(before));
    }
}
