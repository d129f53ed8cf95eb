package io.claimdispatch.internal.dispatch;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.RowContext;
import io.claimdispatch.internal.common.ThreadState;
import io.claimdispatch.internal.common.problem.AttemptProblems;
import io.claimdispatch.internal.common.problem.Notice;
import io.claimdispatch.internal.common.problem.TaskNotices;
import io.claimdispatch.internal.complete.Attempt;
import io.claimdispatch.internal.route.Routed;
import io.claimdispatch.internal.store.transaction.TaskTransactions;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** What surrounds code of the application that runs for rows: a request context, the thread as it was, no transaction. */
@Component
@Dependent
public class RowScope {

    private static final Log LOG = Log.of(RowScope.class);

    private final RowContext context;
    private final TaskTransactions transactions;

    @Inject
    RowScope(RowContext context, TaskTransactions transactions) {
        this.context = context;
        this.transactions = transactions;
    }

    /**
     * Runs work that gives rows their outcomes, on a thread of ours. If it cannot begin, that failure is the outcome: a
     * row without one would stay claimed as long as the node lives. An exception at the end of the context comes after
     * the outcome and must not add one. The thread's state is restored afterwards, and its transactions are ended.
     *
     * @param named the row, or one of them, for messages
     * @param failed gives the rows their outcome if the work could not begin
     */
    public void run(Attempt named, Runnable work, Consumer<Throwable> failed) {
        run(named, work, failed, transactions::reset);
    }

    /** The same on a thread that is not ours, whose transaction timeout is left alone. */
    public void runOnCallers(Attempt named, Runnable work, Consumer<Throwable> failed) {
        run(named, work, failed, transactions::endOfRow);
    }

    private void run(Attempt named, Runnable work, Consumer<Throwable> failed, Runnable end) {
        boolean[] ended = {false};
        try (ThreadState state = ThreadState.keep()) {
            context.run(() -> {
                work.run();
                ended[0] = true;
            });
        } catch (Throwable e) {
            // checked exceptions too: user code runs when the context ends
            if (ended[0]) {
                tell(TaskNotices.contextNotEnded(named.row().ref(), e));
            } else {
                failed.accept(e);
            }
        } finally {
            end.run();
        }
    }

    private static void tell(Notice notice) {
        try {
            LOG.log(notice);
        } catch (Throwable again) {
            // its text is user code as well
            LOG.log(notice.withNameOnly());
        }
    }

    /**
     * Routes a row, and ends a transaction that rules or processor left open: it would affect the next row on this
     * thread, or the start of a batch job.
     */
    public Routed route(Attempt attempt, Callable<Routed> route) throws Exception {
        Routed routed;
        boolean leftOpen;
        try (ThreadState state = ThreadState.keep()) {
            routed = route.call();
        } finally {
            leftOpen = transactions.endLeftOpen();
        }
        if (leftOpen) {
            throw AttemptProblems.transactionLeftOpen(attempt.row().type());
        }
        return routed;
    }
}
