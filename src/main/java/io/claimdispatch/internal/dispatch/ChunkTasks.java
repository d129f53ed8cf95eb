package io.claimdispatch.internal.dispatch;

import io.claimdispatch.LogRecord;
import io.claimdispatch.Outcome;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.ThreadState;
import io.claimdispatch.internal.common.problem.AttemptProblems;
import io.claimdispatch.internal.complete.Attempt;
import io.claimdispatch.internal.route.ChunkRoute;
import io.claimdispatch.internal.route.Routed;
import io.claimdispatch.internal.store.row.Completion;
import io.claimdispatch.internal.store.transaction.TaskTransactions;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

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

    /**
     * A row that is to be called.
     *
     * @param attempt the row
     * @param argument what the processor takes of it
     */
    record Element(Attempt attempt, Object argument) {}

    /** The result of routing one row. */
    enum Admitted {
        /** It is to be called. */
        TO_CALL,
        /** Its rules do not hold; it has its outcome. */
        SKIPPED,
        /** Its rules or its payload failed; it has its outcome. */
        FAILED
    }

    /** Routes the rows one by one, and calls those that are left. */
    void run(ChunkRoute route, List<Attempt> attempts) {
        List<Attempt> open = new ArrayList<>(attempts);
        List<Element> elements = new ArrayList<>(attempts.size());
        try {
            for (Attempt attempt : attempts) {
                // the time limit of the chunk, or the end of the node
                attemptEnd.check(attempt);
                if (admit(route, attempt, elements) != Admitted.TO_CALL) {
                    open.remove(elements.size());
                }
            }
        } catch (Throwable e) {
            // an Error too: it concerns only these rows, and the node goes on
            chunkEnd.threw(open, e);
            return;
        }
        if (!elements.isEmpty()) {
            call(route, elements);
        }
    }

    /** Routes one row, and adds it to those that are to be called; otherwise it gets its outcome. */
    Admitted admit(ChunkRoute route, Attempt attempt, List<Element> elements) {
        Routed routed;
        try {
            routed = scope.route(attempt, () -> route.route(attempt.record()));
        } catch (Throwable e) {
            attemptEnd.threw(attempt, e);
            return Admitted.FAILED;
        }
        if (routed instanceof Routed.Skipped skipped) {
            attemptEnd.skipped(attempt, skipped.reason());
            return Admitted.SKIPPED;
        }
        elements.add(new Element(attempt, ((Routed.ToCall) routed).argument()));
        return Admitted.TO_CALL;
    }

    /** Calls rows that were routed. */
    void call(ChunkRoute route, List<Element> elements) {
        List<Attempt> attempts = elements.stream().map(Element::attempt).toList();
        List<Outcome> outcomes;
        try {
            List<LogRecord> rows = attempts.stream().map(Attempt::record).toList();
            List<Object> arguments = elements.stream().map(Element::argument).toList();
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
