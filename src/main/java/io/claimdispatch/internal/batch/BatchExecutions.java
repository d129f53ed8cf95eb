package io.claimdispatch.internal.batch;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.common.problem.BatchNotices;
import io.claimdispatch.internal.complete.Completions;
import io.claimdispatch.internal.complete.FinishedWork;
import io.claimdispatch.internal.store.row.ClaimedRow;
import io.claimdispatch.internal.store.row.Completion;
import io.claimdispatch.internal.store.row.RowChange;
import jakarta.batch.operations.JobOperator;
import jakarta.batch.operations.NoSuchJobExecutionException;
import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.JobExecution;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Polls the job operator for the end of batch executions, so that a user's job needs no listener of ours. Each
 * execution is polled soon at first, and then with growing intervals, up to a second.
 */
@Component
@Dependent
public class BatchExecutions {

    private static final Log LOG = Log.of(BatchExecutions.class);

    private final Ticker ticker;
    private final Timings timings;
    private final Map<RunningBatch.Key, RunningBatch> running = new ConcurrentHashMap<>();
    private final AtomicInteger starting = new AtomicInteger();
    private volatile boolean stopping;
    private volatile boolean suspended;
    private volatile boolean unreachable;
    private final BatchVerdicts verdicts;
    private final BatchGuard guard;
    private final Completions outcomes;
    private final FinishedWork finished;
    private final JobOperators operators;

    @Inject
    BatchExecutions(
            BatchVerdicts verdicts,
            BatchGuard guard,
            Completions outcomes,
            FinishedWork finished,
            JobOperators operators,
            Ticker ticker,
            Timings timings) {
        this.verdicts = verdicts;
        this.guard = guard;
        this.outcomes = outcomes;
        this.finished = finished;
        this.operators = operators;
        this.ticker = ticker;
        this.timings = timings;
    }

    /** Runs a start, which counts as an execution until it is over, so that its result is not overlooked. */
    public void starting(Runnable start) {
        starting.incrementAndGet();
        try {
            start.run();
        } finally {
            starting.decrementAndGet();
        }
    }

    /**
     * Begins to watch an execution. One watched for an earlier claim of the same row is taken from that claim: the
     * claim gets an outcome that the fence rejects, so that nothing of it stays in flight.
     */
    public void watch(BatchStarted started) {
        long now = ticker.nanoTime();
        RunningBatch batch = new RunningBatch(started, now, timings);
        RunningBatch before = running.put(batch.key(), batch);
        if (before != null) {
            RunningBatch.Stop asked = before.stop();
            if (before.id() == batch.id() && asked != null) {
                batch.stopAsked(asked, now);
            }
            finished.add(outcomes.released(before.attempt()));
        }
        if (stopping) {
            stopLate(batch);
        }
    }

    /** Whether an execution is watched here for this row, under any claim. */
    public boolean isWatched(ClaimedRow row, long executionId) {
        RunningBatch batch =
                running.get(new RunningBatch.Key(row.ref().table(), row.ref().id()));
        return batch != null && batch.id() == executionId;
    }

    /** The number of executions, which need no thread of ours. */
    public int count() {
        return running.size();
    }

    /** Whether no execution is running or being started. */
    public boolean isEmpty() {
        return starting.get() == 0 && running.isEmpty();
    }

    /**
     * Polls the executions that are due. Call it on a thread of the application, outside of any transaction.
     *
     * @param claiming whether the node accepts new work; if not, it is suspended or stopping, and a stop is the
     *     server's
     */
    public void look(boolean claiming) {
        if (!running.isEmpty()) {
            try {
                look(operators.get(), claiming);
            } catch (RuntimeException e) {
                // a server may stop its batch runtime, and the jobs with it, before the application
                unreachable = stopping;
                throw e;
            }
        }
    }

    void look(JobOperator operator, boolean claiming) {
        for (RunningBatch batch : running.values()) {
            if (stopping) {
                batch.tryLook(() -> stop(operator, batch));
            } else if (batch.isDue(ticker.nanoTime())) {
                batch.tryLook(() -> {
                    if (suspended && batch.stop() == null) {
                        guard.stop(operator, batch, RunningBatch.Stop.DRAIN, ticker.nanoTime());
                    }
                    look(operator, batch, claiming);
                });
            }
        }
    }

    /**
     * Sets whether the next {@link #look} stops executions as for an undeployment, because the server stays suspended.
     * An execution that was asked to stop does, and its row is given back, even if the server is resumed meanwhile.
     */
    public void stopAsLongAs(boolean suspended) {
        this.suspended = suspended;
    }

    /**
     * Stops all executions, including those still to be started, and gives their rows back, to continue from their
     * checkpoints elsewhere. {@link #look} does the stopping, on its thread, since a hanging repository must not block
     * an undeployment. Returns when all have ended, or after the time; an execution that has not ended then keeps its
     * row until the lease expires.
     */
    public void stopAll(Duration longest) {
        stopping = true;
        long end = ticker.nanoTime() + longest.toNanos();
        ticker.await(longest.plus(timings.lastBatchLook()), () -> {
            boolean asked = running.values().stream().allMatch(batch -> batch.stop() != null);
            return isEmpty() || unreachable || asked && ticker.nanoTime() - end >= 0;
        });
    }

    private void stopLate(RunningBatch batch) {
        try {
            batch.tryLook(() -> guard.stop(operators.get(), batch, RunningBatch.Stop.DRAIN, ticker.nanoTime()));
        } catch (RuntimeException | Error e) {
            LOG.log(BatchNotices.outlives(batch.id(), e));
        }
    }

    private void stop(JobOperator operator, RunningBatch batch) {
        if (batch.stop() == null) {
            guard.stop(operator, batch, RunningBatch.Stop.DRAIN, ticker.nanoTime());
        }
        look(operator, batch, false);
    }

    private void look(JobOperator operator, RunningBatch batch, boolean claiming) {
        try {
            JobExecution execution = operator.getJobExecution(batch.id());
            if (batch.isNamedBy(operator.getParameters(batch.id()))) {
                answered(batch, execution);
                judge(operator, batch, execution, claiming);
            } else {
                end(batch, verdicts.lost(batch));
            }
        } catch (NoSuchJobExecutionException e) {
            end(batch, verdicts.lost(batch));
        } catch (RuntimeException e) {
            // not only the specified exceptions: an execution that the repository fails on must not hide those after it
            LOG.log(batch.repository().failed(), BatchNotices.repositorySilent(batch.id(), e));
            inDoubt(operator, batch, claiming);
        }
        batch.lookLater(ticker.nanoTime());
    }

    private static void answered(RunningBatch batch, JobExecution execution) {
        batch.seen(execution);
        if (batch.repository().ends()) {
            LOG.log(BatchNotices.repositoryAnswers(batch.id()));
        }
    }

    private void judge(JobOperator operator, RunningBatch batch, JobExecution execution, boolean claiming) {
        if (!BatchVerdicts.isOver(execution)) {
            guard.watch(operator, batch, ticker.nanoTime());
        } else if (execution.getBatchStatus() == BatchStatus.STOPPED && batch.stop() == null && claiming) {
            stoppedByAnother(operator, batch);
        } else {
            // created before the execution is forgotten: if the repository fails on the details, it is polled again
            end(batch, verdicts.of(operator, batch, execution));
        }
    }

    /**
     * A server that undeploys an application may stop its batch runtime first. The object last seen then shows how the
     * execution ended, if it is not a copy but the execution itself, as with JBeret. If the database of the rows does
     * not answer either, the lease may have expired.
     */
    private void inDoubt(JobOperator operator, RunningBatch batch, boolean claiming) {
        JobExecution seen = batch.seen();
        try {
            if (seen == null || !BatchVerdicts.isOver(seen)) {
                guard.watch(operator, batch, ticker.nanoTime());
            } else if (!claiming) {
                end(batch, verdicts.of(operator, batch, seen));
            }
        } catch (RuntimeException e) {
            LOG.debug("nor can execution " + batch.id() + " be looked after", e);
        }
    }

    /**
     * Handles a stop by an operator; by a suspending server, which may itself continue the job as another execution of
     * the instance; or by the node that now has the row.
     */
    private void stoppedByAnother(JobOperator operator, RunningBatch batch) {
        if (batch.overFor(ticker.nanoTime()).compareTo(timings.batchStopLeftOpen()) < 0) {
            return;
        }
        if (!guard.confirm(batch, ticker.nanoTime())) {
            end(batch, outcomes.released(batch.attempt()));
            return;
        }
        Optional<JobExecution> again = operator.getJobExecutions(operator.getJobInstance(batch.id())).stream()
                .max(Comparator.comparingLong(JobExecution::getExecutionId))
                .filter(newest -> newest.getExecutionId() != batch.id())
                .filter(newest -> batch.isNamedBy(newest.getJobParameters()));
        if (again.isPresent()) {
            BatchStarted started = batch.started().goneOnAs(again.get().getExecutionId());
            running.replace(batch.key(), batch, new RunningBatch(started, ticker.nanoTime(), timings));
        } else {
            end(batch, verdicts.stopped(batch));
        }
    }

    private void end(RunningBatch batch, Completion outcome) {
        if (guard.isMissing(batch, ticker.nanoTime()) && outcome.change() instanceof RowChange.Released) {
            // given back like this, the row would look as if it had never been tried, and begin anew. So it is polled
            // again; or, if the node stops first, it is retried when its lease expires, which counts as an attempt
            return;
        }
        if (running.remove(batch.key(), batch)) {
            finished.add(outcome);
        }
    }
}
