package io.claimdispatch.internal.batch;

import io.claimdispatch.Job;
import io.claimdispatch.internal.batch.EarlierExecutions.Earlier;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.problem.BatchNotices;
import io.claimdispatch.internal.common.problem.BatchProblems;
import io.claimdispatch.internal.complete.Attempt;
import io.claimdispatch.internal.complete.Completions;
import io.claimdispatch.internal.complete.EarlierClaims;
import io.claimdispatch.internal.complete.FinishedWork;
import io.claimdispatch.internal.store.row.ClaimedRow;
import jakarta.batch.operations.BatchRuntimeException;
import jakarta.batch.operations.JobOperator;
import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.JobExecution;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Starts batch jobs, or continues the execution of an earlier attempt. Outside of any transaction: a job started in one
 * runs before the commit, and even after a rollback.
 */
@Component
@Dependent
public class BatchStarter {

    private static final Log LOG = Log.of(BatchStarter.class);

    private final ExecutionRecords records;
    private final BatchExecutions executions;
    private final Completions outcomes;
    private final FinishedWork finished;
    private final JobOperators operators;
    private final EarlierClaims claims;

    @Inject
    public BatchStarter(
            ExecutionRecords records,
            BatchExecutions executions,
            Completions outcomes,
            FinishedWork finished,
            JobOperators operators,
            EarlierClaims claims) {
        this.records = records;
        this.executions = executions;
        this.outcomes = outcomes;
        this.finished = finished;
        this.operators = operators;
        this.claims = claims;
    }

    public void start(Attempt attempt, Job.Batch job) {
        executions.starting(() -> startNow(attempt, job));
    }

    private void startNow(Attempt attempt, Job.Batch job) {
        JobOperator operator = operators.get();
        Earlier earlier = EarlierExecutions.newestOf(operator, attempt.row(), job.name(), claims)
                .orElse(null);
        if (earlier != null && isDone(earlier, attempt.row(), job)) {
            LOG.log(BatchNotices.completedBefore(
                    earlier.execution().getExecutionId(), attempt.row().ref()));
            finished.add(outcomes.of(attempt, null));
            return;
        }
        Start start = new Start(operator, attempt, job);
        claims.starting(attempt.row().ref());
        try {
            watch(earlier == null ? start.anew(null) : start.goingOn(earlier));
        } catch (BatchRuntimeException e) {
            throw StartFailures.judged(e, job, start.parameters);
        }
    }

    private boolean isDone(Earlier earlier, ClaimedRow row, Job.Batch job) {
        return earlier.proven()
                && earlier.execution().getBatchStatus() == BatchStatus.COMPLETED
                && isOf(job, earlier.execution())
                && (earlier.execution().getEndTime() != null || !runsHere(earlier, row));
    }

    private static boolean isOf(Job.Batch job, JobExecution earlier) {
        return job.name().equals(earlier.getJobParameters().getProperty(BatchParameters.JOB));
    }

    /**
     * Whether the execution is this node's and not over: it is watched, or the server, which stopped it when suspended,
     * has itself started it again.
     */
    private boolean runsHere(Earlier earlier, ClaimedRow row) {
        JobExecution execution = earlier.execution();
        return earlier.proven()
                && execution.getBatchStatus() != BatchStatus.ABANDONED
                && execution.getEndTime() == null
                && (executions.isWatched(row, execution.getExecutionId())
                        || BatchParameters.nameNode(execution.getJobParameters(), row));
    }

    private void watch(BatchStarted started) {
        boolean kept = false;
        try {
            kept = records.keep(started.attempt().row().ref(), started.executionId(), started.note());
        } catch (RuntimeException | Error e) {
            // whatever the error, the execution runs and will have its outcome; a second outcome would start it twice
            LOG.log(BatchNotices.idNotKept(started.executionId(), e));
        } finally {
            // not before the id is in the row: otherwise an outcome stored first would look like a lost lease
            executions.watch(started.kept(kept));
        }
    }

    /** The start for one attempt. */
    private final class Start {

        private final JobOperator operator;
        private final Attempt attempt;
        private final Job.Batch job;
        private final Properties parameters;

        Start(JobOperator operator, Attempt attempt, Job.Batch job) {
            this.operator = operator;
            this.attempt = attempt;
            this.job = job;
            this.parameters = BatchParameters.of(attempt.row(), job.name(), job.parameters());
        }

        BatchStarted goingOn(Earlier found) {
            JobExecution earlier = found.execution();
            long id = earlier.getExecutionId();
            if (!isOf(job, earlier)) {
                if (isRunning(earlier)) {
                    BatchRestart.stop(operator, id);
                }
                String before = earlier.getJobParameters().getProperty(BatchParameters.JOB);
                return anew(started -> BatchProblems.batchJobChanged(job.name(), id, before, started));
            }
            if (runsHere(found, attempt.row())) {
                String claim = earlier.getJobParameters().getProperty(BatchParameters.CLAIM);
                return new BatchStarted(attempt, job.name(), id, String.valueOf(claim), null, false);
            }
            if (earlier.getBatchStatus() == BatchStatus.COMPLETED && !found.proven()) {
                return anew(started -> BatchProblems.batchNotProven(job.name(), id, started));
            }
            if (earlier.getBatchStatus() == BatchStatus.ABANDONED) {
                return anew(started -> BatchProblems.batchAbandoned(job.name(), id, started));
            }
            try {
                return started(
                        isRunning(earlier)
                                ? BatchRestart.leftBehind(operator, id, parameters)
                                : BatchRestart.ended(operator, id, parameters),
                        null);
            } catch (BatchRestart.Refused e) {
                return anew(started ->
                        BatchProblems.batchRestartRefused(job.name(), id, started, String.valueOf(e.getMessage())));
            }
        }

        /** Starts the job from its beginning. */
        BatchStarted anew(@Nullable Note note) {
            long id = operator.start(job.name(), parameters);
            if (note == null) {
                return started(id, null);
            }
            String text = note.of(id).getMessage();
            LOG.log(BatchNotices.startedAnew(attempt.row().ref(), text));
            return started(id, text);
        }

        private BatchStarted started(long id, @Nullable String note) {
            String claim = BatchParameters.claimOf(attempt.row());
            return new BatchStarted(attempt, job.name(), id, claim, note, false);
        }
    }

    private static boolean isRunning(JobExecution execution) {
        return switch (execution.getBatchStatus()) {
            case STARTING, STARTED, STOPPING -> true;
            default -> false;
        };
    }

    /** The row's note about an execution that was started anew. */
    private interface Note {
        RuntimeException of(long started);
    }
}
