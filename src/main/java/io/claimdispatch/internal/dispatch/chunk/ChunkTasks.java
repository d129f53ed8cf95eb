package io.claimdispatch.internal.dispatch.chunk;

import io.claimdispatch.LogRecord;
import io.claimdispatch.Outcome;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.ThreadState;
import io.claimdispatch.internal.common.problem.AttemptProblems;
import io.claimdispatch.internal.complete.Attempt;
import io.claimdispatch.internal.dispatch.AtomicTasks;
import io.claimdispatch.internal.dispatch.AttemptEnd;
import io.claimdispatch.internal.dispatch.RowScope;
import io.claimdispatch.internal.dispatch.chunk.Chunk.Element;
import io.claimdispatch.internal.route.ChunkRoute;
import io.claimdispatch.internal.route.Routed;
import io.claimdispatch.internal.store.row.Completion;
import io.claimdispatch.internal.store.transaction.TaskTransactions;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Routes and calls the rows of a chunk on the calling thread. Never throws: whatever happens becomes the outcome of each
 * row that has none.
 */
@Component
@Dependent
class ChunkTasks {

    private final RowScope scope;
    private final TaskTransactions transactions;
    private final AttemptEnd attemptEnd;
    private final ChunkEnd chunkEnd;
    private final AtomicTasks atomic;

    @Inject
    ChunkTasks(
            RowScope scope,
            TaskTransactions transactions,
            AttemptEnd attemptEnd,
            ChunkEnd chunkEnd,
            AtomicTasks atomic) {
        this.scope = scope;
        this.transactions = transactions;
        this.attemptEnd = attemptEnd;
        this.chunkEnd = chunkEnd;
        this.atomic = atomic;
    }

    /** Routes the rows that are not routed yet, one by one, and calls those that are left. */
    void run(ChunkRoute route, List<Element> chunk) {
        List<Attempt> open = new ArrayList<>(chunk.size());
        List<Attempt> attempts = new ArrayList<>(chunk.size());
        List<Object> arguments = new ArrayList<>(chunk.size());
        chunk.forEach(element -> open.add(element.attempt()));
        try {
            for (Element element : chunk) {
                Attempt attempt = element.attempt();
                // the time limit of the chunk, or the end of the node
                attemptEnd.check(attempt);
                if ((element.routed() == null ? route(route, attempt) : element.routed())
                        instanceof Routed.ToCall toCall) {
                    attempts.add(attempt);
                    arguments.add(toCall.argument());
                } else {
                    open.remove(attempts.size());
                }
            }
        } catch (Throwable e) {
            // an Error too: it concerns only these rows, and the node goes on
            chunkEnd.threw(open, e);
            return;
        }
        if (!attempts.isEmpty()) {
            call(route, attempts, arguments);
        }
    }

    /**
     * Routes one row.
     *
     * @return {@link Routed.ToCall}; otherwise the row has its outcome: {@link Routed.Skipped}, or null if its rules or
     *     its payload failed
     */
    @Nullable
    Routed route(ChunkRoute route, Attempt attempt) {
        Routed routed;
        try {
            routed = scope.route(attempt, () -> route.route(attempt.record()));
        } catch (Throwable e) {
            attemptEnd.threw(attempt, e);
            return null;
        }
        if (routed instanceof Routed.Skipped skipped) {
            attemptEnd.skipped(attempt, skipped.reason());
        }
        return routed;
    }

    private void call(ChunkRoute route, List<Attempt> attempts, List<Object> arguments) {
        List<Outcome> outcomes;
        try {
            List<LogRecord> rows = attempts.stream().map(Attempt::record).toList();
            attemptEnd.check(attempts.get(0));
            if (route.isAtomic()) {
                List<Completion> completions = atomic.run(attempts, () -> route.call(rows, arguments));
                completions.forEach(attemptEnd::decided);
                return;
            }
            outcomes = called(attempts.get(0), route, rows, arguments);
        } catch (Throwable e) {
            chunkEnd.threw(attempts, e);
            return;
        }
        chunkEnd.returned(attempts, outcomes);
    }

    private List<Outcome> called(Attempt first, ChunkRoute route, List<LogRecord> rows, List<Object> arguments)
            throws Exception {
        List<Outcome> outcomes;
        boolean leftOpen;
        try (ThreadState state = ThreadState.keep()) {
            outcomes = route.call(rows, arguments);
        } finally {
            attemptEnd.over(first);
            leftOpen = transactions.endLeftOpen();
        }
        if (leftOpen) {
            throw AttemptProblems.transactionLeftOpen(first.row().type());
        }
        return outcomes;
    }
}
