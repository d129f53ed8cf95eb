package io.claimdispatch.internal.batch;

import io.claimdispatch.ActionLog;
import io.claimdispatch.internal.common.Component;
import jakarta.batch.operations.JobOperator;
import jakarta.batch.operations.NoSuchJobException;
import jakarta.batch.operations.NoSuchJobExecutionException;
import jakarta.batch.operations.NoSuchJobInstanceException;
import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.JobExecution;
import jakarta.batch.runtime.Metric;
import jakarta.batch.runtime.StepExecution;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Reads the batch executions of a row, with their steps. Asks the job repository, which may hang. */
@Component
@Dependent
public class ExecutionHistory {

    /** At most so many executions, the newest: each costs the repository a few queries. */
    private static final int MOST = 20;

    private static final int MOST_STEPS = 100;

    private final JobOperators operators;

    @Inject
    ExecutionHistory(JobOperators operators) {
        this.operators = operators;
    }

    /** What is known of the execution that a row names. */
    public enum Known {
        /** The repository of this server has it. */
        FOUND,
        /** It does not: it is in memory and of another node, or was emptied. */
        GONE,
        /** It has an execution of this id that was started for another row, for example because it was emptied. */
        OTHER
    }

    /**
     * The executions of a row.
     *
     * @param known what is known of the execution that the row names
     * @param job the name of the job; null unless it is found
     * @param executions of its instance, the newest first
     */
    public record History(Known known, @Nullable String job, List<Execution> executions) {}

    /**
     * An execution.
     *
     * @param id its id
     * @param status as the batch runtime names it; null if it does not say
     * @param exitStatus that of the job
     * @param started when it began; null if it has not
     * @param ended when it ended; null if it has not
     * @param attempt the attempt of the row, as its parameters say
     * @param node the end of the name of the node that started it
     * @param steps those that it has begun, in their order
     */
    public record Execution(
            long id,
            @Nullable String status,
            @Nullable String exitStatus,
            @Nullable Instant started,
            @Nullable Instant ended,
            @Nullable String attempt,
            @Nullable String node,
            List<Step> steps) {}

    /**
     * A step of an execution.
     *
     * @param name its name
     * @param status as the batch runtime names it; null if it does not say
     * @param exitStatus that of the step
     * @param started when it began; null if it has not
     * @param ended when it ended; null if it has not
     * @param metrics what the runtime has counted: for a chunk step, what was read and written up to its last checkpoint
     */
    public record Step(
            String name,
            @Nullable String status,
            @Nullable String exitStatus,
            @Nullable Instant started,
            @Nullable Instant ended,
            Map<Metric.MetricType, Long> metrics) {}

    /** Reads the executions of the instance that the row names. Call it on a thread of the application. */
    public History of(ActionLog row, long id) {
        JobOperator operator = operators.get();
        try {
            Properties parameters = operator.getJobExecution(id).getJobParameters();
            if (!BatchParameters.nameRow(parameters, row.table(), row.id(), row.createdAt())) {
                return new History(Known.OTHER, null, List.of());
            }
            List<Execution> executions = operator.getJobExecutions(operator.getJobInstance(id)).stream()
                    .sorted(Comparator.comparingLong(JobExecution::getExecutionId)
                            .reversed())
                    .limit(MOST)
                    .map(execution -> execution(operator, execution))
                    .toList();
            return new History(Known.FOUND, parameters.getProperty(BatchParameters.JOB), executions);
        } catch (NoSuchJobExecutionException | NoSuchJobInstanceException | NoSuchJobException e) {
            // NoSuchJobException: WildFly does not know an execution if the job's XML is not in this deployment
            return new History(Known.GONE, null, List.of());
        }
    }

    private static Execution execution(JobOperator operator, JobExecution execution) {
        Properties parameters = execution.getJobParameters();
        List<Step> steps = operator.getStepExecutions(execution.getExecutionId()).stream()
                .sorted(Comparator.comparingLong(StepExecution::getStepExecutionId))
                .limit(MOST_STEPS)
                .map(ExecutionHistory::step)
                .toList();
        return new Execution(
                execution.getExecutionId(),
                name(execution.getBatchStatus()),
                execution.getExitStatus(),
                instant(execution.getStartTime()),
                instant(execution.getEndTime()),
                parameters == null ? null : parameters.getProperty(BatchParameters.ATTEMPT),
                parameters == null ? null : parameters.getProperty(BatchParameters.NODE),
                steps);
    }

    private static Step step(StepExecution step) {
        Map<Metric.MetricType, Long> metrics = new EnumMap<>(Metric.MetricType.class);
        Metric[] counted = step.getMetrics();
        if (counted != null) {
            for (Metric metric : counted) {
                metrics.put(metric.getType(), metric.getValue());
            }
        }
        return new Step(
                step.getStepName(),
                name(step.getBatchStatus()),
                step.getExitStatus(),
                instant(step.getStartTime()),
                instant(step.getEndTime()),
                metrics);
    }

    private static @Nullable String name(@Nullable BatchStatus status) {
        return status == null ? null : status.name();
    }

    /** Not by Date.toInstant: the dates of a repository in a database may be of java.sql. */
    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : Instant.ofEpochMilli(date.getTime());
    }
}
