package io.claimdispatch.internal.batch;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.problem.BatchProblems;
import io.claimdispatch.internal.complete.Attempt;
import io.claimdispatch.internal.complete.Completions;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.config.StoppedBatch;
import io.claimdispatch.internal.policy.TypePolicies;
import io.claimdispatch.internal.store.row.Completion;
import jakarta.batch.operations.JobOperator;
import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.JobExecution;
import jakarta.batch.runtime.StepExecution;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Decides what the end of a batch execution means for its row. */
@Component
@Dependent
class BatchVerdicts {

    private final Settings settings;
    private final TypePolicies policies;
    private final Completions outcomes;

    @Inject
    BatchVerdicts(Settings settings, TypePolicies policies, Completions outcomes) {
        this.settings = settings;
        this.policies = policies;
        this.outcomes = outcomes;
    }

    /**
     * Whether the execution has ended. The status alone can be ahead of the work (JBeret sets it before the last
     * writes), so an end time is required too.
     */
    static boolean isOver(JobExecution execution) {
        return switch (execution.getBatchStatus()) {
            case COMPLETED, FAILED, STOPPED -> execution.getEndTime() != null;
            case ABANDONED -> true;
            default -> false;
        };
    }

    /** The outcome of an execution that is over, and that either was not stopped or was stopped by this node. */
    Completion of(JobOperator operator, RunningBatch batch, JobExecution execution) {
        Attempt attempt = batch.attempt();
        if (execution.getBatchStatus() == BatchStatus.COMPLETED) {
            return outcomes.of(attempt, null);
        }
        if (batch.stop() == RunningBatch.Stop.TIME_LIMIT && execution.getBatchStatus() != BatchStatus.ABANDONED) {
            String type = attempt.row().type();
            String limit = policies.timeLimit(type).map(Duration::toString).orElse("its time limit");
            return outcomes.failure(
                    attempt, BatchProblems.batchTimeLimit(batch.started().job(), batch.id(), type, limit));
        }
        return execution.getBatchStatus() == BatchStatus.STOPPED
                ? outcomes.released(attempt)
                : outcomes.failure(attempt, failureOf(operator, batch, execution));
    }

    /** The outcome of an execution that an operator has stopped. */
    Completion stopped(RunningBatch batch) {
        RuntimeException error = BatchProblems.batchStopped(batch.started().job(), batch.id());
        return settings.stoppedBatch() == StoppedBatch.DEAD
                ? outcomes.dead(batch.attempt(), error)
                : outcomes.failure(batch.attempt(), error);
    }

    /** The outcome of an execution that the job repository no longer knows. */
    Completion lost(RunningBatch batch) {
        return outcomes.failure(
                batch.attempt(), BatchProblems.batchLost(batch.started().job(), batch.id()));
    }

    private static RuntimeException failureOf(JobOperator operator, RunningBatch batch, JobExecution execution) {
        String exit = execution.getExitStatus();
        String status = execution.getBatchStatus().name();
        String detail = exit == null || exit.equals(status) ? "" : " with exit status " + exit;
        List<StepExecution> steps = stepsOf(operator, execution);
        StringBuilder told = new StringBuilder(detail);
        steps.forEach(step -> told.append("; step ")
                .append(step.getStepName())
                .append(' ')
                .append(step.getBatchStatus())
                .append(step.getExitStatus() == null ? "" : " (" + step.getExitStatus() + ")"));
        List<Throwable> thrown =
                steps.stream().map(StepFailures::of).filter(Objects::nonNull).toList();
        RuntimeException failure = BatchProblems.batchNotCompleted(
                batch.started().job(), batch.id(), status, told.toString(), thrown.isEmpty() ? null : thrown.get(0));
        thrown.stream().skip(1).forEach(failure::addSuppressed);
        return failure;
    }

    private static List<StepExecution> stepsOf(JobOperator operator, JobExecution execution) {
        try {
            return operator.getStepExecutions(execution.getExecutionId()).stream()
                    .filter(step -> step.getBatchStatus() != BatchStatus.COMPLETED)
                    .toList();
        } catch (RuntimeException e) {
            // they are only details of a known failure
            return List.of();
        }
    }
}
