package io.claimdispatch.internal.observe;

import io.claimdispatch.ActionLog;
import io.claimdispatch.internal.batch.ExecutionHistory;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.common.problem.ConsoleProblems;
import io.claimdispatch.internal.node.NodeStart;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks the job repository for the console. It may hang, and no setting of ours bounds it: so each question has a thread
 * of its own, which is waited for three seconds and then left to itself. There are two of them at most; while both hang,
 * a further question is refused at once. Thread-safe.
 */
@Component
@Dependent
public class BatchQuestions {

    private static final Log LOG = Log.of(BatchQuestions.class);

    private static final int AT_ONCE = 2;

    private final ExecutionHistory history;
    private final NodeStart node;
    private final Timings timings;
    private final Semaphore threads = new Semaphore(AT_ONCE);

    @Inject
    BatchQuestions(ExecutionHistory history, NodeStart node, Timings timings) {
        this.history = history;
        this.node = node;
        this.timings = timings;
    }

    /**
     * The executions of a row.
     *
     * @param execution the one that the row names
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0289 if the repository does not answer in time, or fails
     */
    public ExecutionHistory.History of(ActionLog row, long execution) {
        FutureTask<ExecutionHistory.History> question = new FutureTask<>(() -> history.of(row, execution));
        begin(question);
        try {
            return question.get(timings.answerOfRepository().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            // most repositories wait for a database then, and some of them can be interrupted
            question.cancel(true);
        } catch (ExecutionException e) {
            LOG.debug("the batch runtime could not tell of execution " + execution, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw ConsoleProblems.repositorySilent();
    }

    private void begin(FutureTask<?> question) {
        if (!threads.tryAcquire()) {
            throw ConsoleProblems.repositorySilent();
        }
        boolean hasBegun = false;
        try {
            Thread thread = node.newThread(() -> {
                        try {
                            question.run();
                        } finally {
                            threads.release();
                        }
                    })
                    .orElseThrow(ConsoleProblems::repositorySilent);
            thread.start();
            hasBegun = true;
        } finally {
            if (!hasBegun) {
                threads.release();
            }
        }
    }
}
