package io.claimdispatch.internal.batch;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.complete.Completions;
import io.claimdispatch.internal.complete.FinishedWork;
import io.claimdispatch.internal.store.ClaimedRow;
import io.claimdispatch.internal.store.Completion;
import io.claimdispatch.internal.store.RowChange;
import jakarta.batch.operations.JobOperator;
import jakarta.batch.operations.NoSuchJobExecutionException;
import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.JobExecution;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Finds the end of batch executions by asking the job operator, so that a user's job needs no listener of ours. Each
 * execution is asked about at first soon, and then ever more rarely, down to once a second.
 */
@Component
public class BatchExecutions {

    /** How long until an execution is asked about for the first time. */
    public static final Duration FIRST_LOOK = Duration.ofMillis(50);

    /**
     * How long a stop that this node has not asked for is left open: a server that is suspended or shut down stops its jobs first,
     * and we learn of it a little later, or the server goes on with them.
     */
    static final Duration STOP_LEFT_OPEN = Duration.ofSeconds(5);

    /** An undeployment waits so long for the first look after it has begun, however short its time is. */
    private static final Duration FOR_THE_LOOK = Duration.ofSeconds(2);

    private static final Log LOG = Log.of(BatchExecutions.class);

    private final LongSupplier nanoTime;
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
            JobOperators operators) {
        this(verdicts, guard, outcomes, finished, operators, System::nanoTime);
    }

    BatchExecutions(
            BatchVerdicts verdicts,
            BatchGuard guard,
            Completions outcomes,
            FinishedWork finished,
            JobOperators operators,
            LongSupplier nanoTime) {
        this.verdicts = verdicts;
        this.guard = guard;
        this.outcomes = outcomes;
        this.finished = finished;
        this.operators = operators;
        this.nanoTime = nanoTime;
    }

    /** Runs a start, which counts as an execution until it is over: what comes of it must not be overlooked. */
    public void starting(Runnable start) {
        starting.incrementAndGet();
        try {
            start.run();
        } finally {
            starting.decrementAndGet();
        }
    }

    /**
     * Begins to look after an execution. One that is watched for an earlier claim of the same row is that claim's no more:
     * its outcome goes where the fence turns it away, so that nothing of it stays in flight.
     */
    public void watch(BatchStarted started) {
        long now = nanoTime.getAsLong();
        RunningBatch batch = new RunningBatch(started, now);
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

    /** Whether an execution is watched here for this row, under whatever claim. */
    public boolean isWatched(ClaimedRow row, long executionId) {
        RunningBatch batch =
                running.get(new RunningBatch.Key(row.ref().table(), row.ref().id()));
        return batch != null && batch.id() == executionId;
    }

    /** How many there are that need no thread of ours. */
    public int count() {
        return running.size();
    }

    /** Whether none is running, nor being started. */
    public boolean isEmpty() {
        return starting.get() == 0 && running.isEmpty();
    }

    /**
     * Asks about those whose time has come. Needs a thread of the application, and no transaction.
     *
     * @param claiming whether the node takes new work: if not, it is suspended or goes, and a stop is the server's
     */
    public void look(boolean claiming) {
        if (!running.isEmpty()) {
            try {
                look(operators.get(), claiming);
            } catch (RuntimeException e) {
                // a server may have ended its batch runtime before the application, and the jobs with it
                unreachable = stopping;
                throw e;
            }
        }
    }

    void look(JobOperator operator, boolean claiming) {
        for (RunningBatch batch : running.values()) {
            if (stopping) {
                batch.tryLook(() -> stop(operator, batch));
            } else if (batch.isDue(nanoTime.getAsLong())) {
                batch.tryLook(() -> {
                    if (suspended && batch.stop() == null) {
                        guard.stop(operator, batch, RunningBatch.Stop.DRAIN, nanoTime.getAsLong());
                    }
                    look(operator, batch, claiming);
                });
            }
        }
    }

    /**
     * Whether executions are to stop as for an undeployment, which they do by the next {@link #look}: the server stays suspended.
     * What has been asked to stop does, and is given back, even if the server is resumed meanwhile.
     */
    public void stopAsLongAs(boolean suspended) {
        this.suspended = suspended;
    }

    /**
     * Stops what is running, and whatever is started yet, and gives the rows back, to go on from their checkpoints elsewhere.
     * The stopping is done by {@link #look}, on its thread: a repository that hangs must not hold up an undeployment. Returns
     * when all have ended, or after the time; what has not ended then keeps its row until the lease ends.
     */
    public void stopAll(Duration longest) {
        stopping = true;
        long end = nanoTime.getAsLong() + longest.toNanos();
        while (!isEmpty() && !unreachable) {
            long late = nanoTime.getAsLong() - end;
            boolean asked = running.values().stream().allMatch(batch -> batch.stop() != null);
            if (late >= 0 && asked || late >= FOR_THE_LOOK.toNanos()) {
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private void stopLate(RunningBatch batch) {
        try {
            batch.tryLook(() -> guard.stop(operators.get(), batch, RunningBatch.Stop.DRAIN, nanoTime.getAsLong()));
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "execution " + batch.id() + ", started while the application stops, runs on", e);
        }
    }

    private void stop(JobOperator operator, RunningBatch batch) {
        if (batch.stop() == null) {
            guard.stop(operator, batch, RunningBatch.Stop.DRAIN, nanoTime.getAsLong());
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
            // not only the specified ones: one that a repository stumbles over must not hide those behind it
            LOG.log(batch.repository().failed(), "the job repository does not answer about execution " + batch.id(), e);
            inDoubt(operator, batch, claiming);
        }
        batch.lookLater(nanoTime.getAsLong());
    }

    private static void answered(RunningBatch batch, JobExecution execution) {
        batch.seen(execution);
        if (batch.repository().ends()) {
            LOG.log(Level.INFO, "the job repository answers again about execution {0}", batch.id());
        }
    }

    private void judge(JobOperator operator, RunningBatch batch, JobExecution execution, boolean claiming) {
        if (!BatchVerdicts.isOver(execution)) {
            guard.watch(operator, batch, nanoTime.getAsLong());
        } else if (execution.getBatchStatus() == BatchStatus.STOPPED && batch.stop() == null && claiming) {
            stoppedByAnother(operator, batch);
        } else {
            // made before it is forgotten: should the repository stumble over the details, it is asked again
            end(batch, verdicts.of(operator, batch, execution));
        }
    }

    /**
     * A server that undeploys an application may end its batch runtime first. What was last seen of the execution then
     * tells its end, where the implementation's object is not a copy but the execution itself, as JBeret's is. Should
     * the database of the rows not answer either, the lease may have ended.
     */
    private void inDoubt(JobOperator operator, RunningBatch batch, boolean claiming) {
        JobExecution seen = batch.seen();
        try {
            if (seen == null || !BatchVerdicts.isOver(seen)) {
                guard.watch(operator, batch, nanoTime.getAsLong());
            } else if (!claiming) {
                end(batch, verdicts.of(operator, batch, seen));
            }
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "nor can execution " + batch.id() + " be looked after", e);
        }
    }

    /**
     * By an operator; or by a server that suspends, which may go on by itself, as another execution of the instance; or by the
     * node that has the row by now.
     */
    private void stoppedByAnother(JobOperator operator, RunningBatch batch) {
        if (batch.overFor(nanoTime.getAsLong()).compareTo(STOP_LEFT_OPEN) < 0) {
            return;
        }
        if (!guard.confirm(batch, nanoTime.getAsLong())) {
            end(batch, outcomes.released(batch.attempt()));
            return;
        }
        Optional<JobExecution> again = operator.getJobExecutions(operator.getJobInstance(batch.id())).stream()
                .max(Comparator.comparingLong(JobExecution::getExecutionId))
                .filter(newest -> newest.getExecutionId() != batch.id())
                .filter(newest -> batch.isNamedBy(newest.getJobParameters()));
        if (again.isPresent()) {
            BatchStarted started = batch.started().goneOnAs(again.get().getExecutionId());
            running.replace(batch.key(), batch, new RunningBatch(started, nanoTime.getAsLong()));
        } else {
            end(batch, verdicts.stopped(batch));
        }
    }

    private void end(RunningBatch batch, Completion outcome) {
        if (guard.isMissing(batch, nanoTime.getAsLong()) && outcome.change() instanceof RowChange.Released) {
            // given back as it is, the row would look as if it had never been tried, and begin anew; asked again, or,
            // should
            // the node go before, tried again with the end of its lease, which is an attempt
            return;
        }
        if (running.remove(batch.key(), batch)) {
            finished.add(outcome);
        }
    }
}
