package io.claimdispatch.internal.operate;

import io.claimdispatch.DeadLetters;
import io.claimdispatch.Verdict;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.TypePattern;
import io.claimdispatch.internal.store.NewWork;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.database.ActionDatabase;
import io.claimdispatch.internal.store.operate.Operation;
import io.claimdispatch.internal.store.row.StorableTime;
import io.claimdispatch.internal.store.upkeep.TerminalKind;
import io.claimdispatch.internal.store.upkeep.TerminalRows;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Runs operator commands on rows. A command that makes a row due wakes the loop once it has committed. */
@Component
@Dependent
class OperatorCommands {

    /** How many rows one search for dead letters passes. */
    private static final int STRETCH = 5_000;

    /** How many rows one transaction requeues. */
    private static final int CHUNK = 500;

    private final Transactions transactions;
    private final ActionDatabase database;
    private final Event<NewWork> newWork;

    @Inject
    OperatorCommands(Transactions transactions, ActionDatabase database, Event<NewWork> newWork) {
        this.transactions = transactions;
        this.database = database;
        this.newWork = newWork;
    }

    Verdict run(TableName table, long id, Operation operation) {
        return transactions.joined(
                "operating on row " + id,
                connection -> database.store().commands().operate(connection, table, id, operation));
    }

    Verdict makeDue(TableName table, long id, Operation operation) {
        Verdict verdict = run(table, id, operation);
        if (verdict.isDone()) {
            wake();
        }
        return verdict;
    }

    /**
     * Searches for dead letters and requeues them; only the statement that locks the rows decides. The searches join
     * the caller's transaction all the same: otherwise they would need a second connection, and the pool may have none.
     */
    int requeueDead(TableName table, DeadLetters which, List<TypePattern> types) {
        int requeued = 0;
        Long after = Long.MIN_VALUE;
        while (after != null && requeued < which.limit()) {
            long from = after;
            TerminalRows stretch = transactions.joined(
                    "looking for dead letters",
                    connection -> database.store()
                            .pruning()
                            .ended(connection, table, List.of(TerminalKind.DEAD), Duration.ZERO, from, STRETCH));
            List<Long> ids = stretch.rows().stream()
                    .filter(row -> covers(which, types, row))
                    .map(TerminalRows.Row::id)
                    .toList();
            requeued += requeue(table, which, ids, which.limit() - requeued);
            after = stretch.last();
        }
        return requeued;
    }

    private int requeue(TableName table, DeadLetters which, List<Long> ids, int most) {
        Instant bound = which.before();
        Instant before = bound == null ? StorableTime.LATEST : StorableTime.nearest(bound);
        int requeued = 0;
        int from = 0;
        while (from < ids.size() && requeued < most) {
            List<Long> chunk = ids.subList(from, Math.min(ids.size(), from + Math.min(CHUNK, most - requeued)));
            from += chunk.size();
            requeued += transactions.joined(
                    "requeueing dead letters",
                    connection -> database.store().commands().requeueDead(connection, table, chunk, before));
            wake();
        }
        return requeued;
    }

    private static boolean covers(DeadLetters which, List<TypePattern> types, TerminalRows.Row row) {
        Instant after = which.after();
        Instant before = which.before();
        return (types.isEmpty() || types.stream().anyMatch(type -> type.covers(row.type())))
                && (after == null || row.at().isAfter(after))
                && (before == null || row.at().isBefore(before));
    }

    /**
     * Wakes the loop without naming types: they have been in the table before, so they are known or will be discovered.
     */
    private void wake() {
        newWork.fire(new NewWork(Set.of()));
    }
}
