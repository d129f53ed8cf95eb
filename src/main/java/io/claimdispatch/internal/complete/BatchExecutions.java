package io.claimdispatch.internal.complete;

import io.claimdispatch.internal.Problems;
import io.claimdispatch.internal.store.Completion;
import jakarta.batch.operations.BatchRuntimeException;
import jakarta.batch.operations.JobOperator;
import jakarta.batch.operations.NoSuchJobExecutionException;
import jakarta.batch.runtime.BatchRuntime;
import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.JobExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the end of batch executions by asking the job operator, so that a user's job needs no listener of ours. Each
 * execution is asked about at first soon, and then ever more rarely, down to once a second.
 */
@ApplicationScoped
public class BatchExecutions {

    /** How long until an execution is asked about for the first time. */
    public static final Duration FIRST_LOOK = Duration.ofMillis(50);

    private static final Logger LOG = System.getLogger(BatchExecutions.class.getName());
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final Map<Watched, Look> running = new ConcurrentHashMap<>();
    private Outcomes outcomes;
    private FinishedWork finished;

    /** For the proxy. */
    @SuppressWarnings("NullAway.Init")
    BatchExecutions() {}

    @Inject
    BatchExecutions(Outcomes outcomes, FinishedWork finished) {
        this.outcomes = outcomes;
        this.finished = finished;
    }

    /** Begins to look after an execution that was started for an attempt. */
    public void watch(Attempt attempt, String job, long executionId) {
        running.put(
                new Watched(attempt, job, executionId), new Look(System.nanoTime() + FIRST_LOOK.toNanos(), FIRST_LOOK));
    }

    /** Whether any is running. */
    public boolean isEmpty() {
        return running.isEmpty();
    }

    /** Asks about those whose time has come. Needs a thread of the application. */
    public void look() {
        if (running.isEmpty()) {
            return;
        }
        JobOperator operator = BatchRuntime.getJobOperator();
        running.forEach((watched, look) -> {
            if (look.at() - System.nanoTime() <= 0) {
                look(operator, watched, look);
            }
        });
    }

    private void look(JobOperator operator, Watched watched, Look look) {
        try {
            if (!BatchParameters.name(
                    operator.getParameters(watched.executionId()),
                    watched.attempt().row())) {
                lost(watched);
                return;
            }
            JobExecution execution = operator.getJobExecution(watched.executionId());
            if (isOver(execution)) {
                // made before it is forgotten: should the repository stumble over the details, it is asked again
                Completion outcome = execution.getBatchStatus() == BatchStatus.COMPLETED
                        ? outcomes.of(watched.attempt(), null)
                        : outcomes.failure(watched.attempt(), failureOf(watched, execution));
                running.remove(watched);
                finished.add(outcome);
                return;
            }
        } catch (NoSuchJobExecutionException e) {
            lost(watched);
            return;
        } catch (RuntimeException e) {
            // not only the specified ones: an execution that a repository stumbles over must not hide those behind it
            LOG.log(Level.WARNING, "the job repository does not answer about execution " + watched.executionId(), e);
        }
        Duration longer = look.delay().multipliedBy(2);
        Duration delay = longer.compareTo(LONGEST) > 0 ? LONGEST : longer;
        running.replace(watched, new Look(System.nanoTime() + delay.toNanos(), delay));
    }

    /**
     * COMPLETED and FAILED are final; so are STOPPED and ABANDONED for this attempt. The status alone can be ahead of the
     * work (JBeret sets it before the last writes), so an end time is asked for too.
     */
    private static boolean isOver(JobExecution execution) {
        return switch (execution.getBatchStatus()) {
            case COMPLETED, FAILED, STOPPED -> execution.getEndTime() != null;
            case ABANDONED -> true;
            default -> false;
        };
    }

    private void lost(Watched watched) {
        running.remove(watched);
        finished.add(outcomes.failure(watched.attempt(), Problems.batchLost(watched.job(), watched.executionId())));
    }

    private static RuntimeException failureOf(Watched watched, JobExecution execution) {
        String exit = execution.getExitStatus();
        String status = execution.getBatchStatus().name();
        String detail = exit == null || exit.equals(status) ? "" : " with exit status " + exit;
        return Problems.batchNotCompleted(watched.job(), watched.executionId(), status, detail + stepsOf(execution));
    }

    private static String stepsOf(JobExecution execution) {
        try {
            StringBuilder steps = new StringBuilder();
            BatchRuntime.getJobOperator().getStepExecutions(execution.getExecutionId()).stream()
                    .filter(step -> step.getBatchStatus() != BatchStatus.COMPLETED)
                    .forEach(step -> steps.append("; step ")
                            .append(step.getStepName())
                            .append(' ')
                            .append(step.getBatchStatus())
                            .append(step.getExitStatus() == null ? "" : " (" + step.getExitStatus() + ")"));
            return steps.toString();
        } catch (BatchRuntimeException e) {
            return "";
        }
    }

    /**
     * An execution that is running.
     *
     * @param attempt for which it was started
     * @param job its name
     * @param executionId its id
     */
    private record Watched(Attempt attempt, String job, long executionId) {}

    /**
     * When to ask next.
     *
     * @param at by {@link System#nanoTime()}
     * @param delay since the time before
     */
    private record Look(long at, Duration delay) {}
}
