package io.claimdispatch.internal.batch;

import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.problem.BatchNotices;
import io.claimdispatch.internal.complete.EarlierClaims;
import io.claimdispatch.internal.store.row.ClaimedRow;
import jakarta.batch.operations.JobOperator;
import jakarta.batch.operations.NoSuchJobException;
import jakarta.batch.operations.NoSuchJobExecutionException;
import jakarta.batch.operations.NoSuchJobInstanceException;
import jakarta.batch.runtime.JobExecution;
import jakarta.batch.runtime.JobInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the newest execution of an earlier attempt: by the id in the row and, since a node can die between a start and
 * storing its id, by searching the newest instances of the job.
 */
final class EarlierExecutions {

    private static final Log LOG = Log.of(EarlierExecutions.class);

    /** The maximum number of instances to search; each costs the repository a query. */
    private static final int MOST = 1_000;

    /** The maximum if the row already has an id: then a newer execution that the row does not name is unlikely. */
    private static final int MOST_BEYOND_KNOWN = 100;

    /** How much the clocks of nodes and database may differ. */
    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

    private EarlierExecutions() {}

    /**
     * An execution of an earlier attempt.
     *
     * @param execution the execution
     * @param proven whether it names one of the row's claims. An unproven execution whose id is in the row is
     *     continued, as its job does the remaining work; but it is not accepted as having done all of it, or as running
     *     for this row now.
     */
    record Earlier(JobExecution execution, boolean proven) {}

    /** Finds the newest execution of this row; empty for a row that was never tried before. */
    static Optional<Earlier> newestOf(JobOperator operator, ClaimedRow row, String job, EarlierClaims claims) {
        JobExecution known = row.executionId() == null ? null : known(operator, row, row.executionId());
        JobExecution unstored = claims.any(row) ? unstored(operator, row, job, known, claims) : null;
        return Optional.ofNullable(unstored == null ? known : unstored)
                .map(found -> new Earlier(found, namesClaim(found, row, claims)));
    }

    private static boolean namesClaim(JobExecution found, ClaimedRow row, EarlierClaims claims) {
        return claims.include(row, found.getJobParameters().getProperty(BatchParameters.CLAIM));
    }

    /**
     * The newest execution of the instance that the row names, since the server or an operator may have restarted it.
     */
    private static @Nullable JobExecution known(JobOperator operator, ClaimedRow row, long id) {
        try {
            JobExecution named = operator.getJobExecution(id);
            if (!BatchParameters.nameRow(named.getJobParameters(), row)) {
                return null;
            }
            JobExecution newest = newest(operator, operator.getJobInstance(id));
            return newest != null && BatchParameters.nameRow(newest.getJobParameters(), row) ? newest : named;
        } catch (NoSuchJobExecutionException | NoSuchJobInstanceException | NoSuchJobException e) {
            // NoSuchJobException: WildFly does not know an execution if the job's XML is not in this deployment
            return null;
        }
    }

    private static @Nullable JobExecution unstored(
            JobOperator operator, ClaimedRow row, String job, @Nullable JobExecution known, EarlierClaims claims) {
        Long knownInstance = known == null
                ? null
                : operator.getJobInstance(known.getExecutionId()).getInstanceId();
        Instant before = row.createdAt().minus(CLOCKS_DIFFER);
        for (String name : names(operator, job)) {
            for (JobInstance instance : instances(operator, name, known == null ? MOST : MOST_BEYOND_KNOWN)) {
                if (knownInstance != null && instance.getInstanceId() == knownInstance) {
                    break;
                }
                JobExecution newest = newest(operator, instance);
                if (newest != null && BatchParameters.nameRow(newest.getJobParameters(), row)) {
                    if (namesClaim(newest, row, claims)) {
                        return newest;
                    }
                    LOG.log(BatchNotices.leftAlone(newest.getExecutionId(), name, row.ref()));
                }
                if (newest != null && newest.getCreateTime().toInstant().isBefore(before)) {
                    break;
                }
            }
        }
        return null;
    }

    /** Instances are named by the id in the XML, which may differ from the XML's name. */
    private static List<String> names(JobOperator operator, String job) {
        Set<String> names = operator.getJobNames();
        return names.contains(job) ? List.of(job) : new ArrayList<>(names);
    }

    private static List<JobInstance> instances(JobOperator operator, String name, int most) {
        try {
            return operator.getJobInstances(name, 0, most);
        } catch (NoSuchJobException e) {
            return List.of();
        }
    }

    private static @Nullable JobExecution newest(JobOperator operator, JobInstance instance) {
        try {
            return operator.getJobExecutions(instance).stream()
                    .max(Comparator.comparingLong(JobExecution::getExecutionId))
                    .orElse(null);
        } catch (NoSuchJobInstanceException e) {
            return null;
        }
    }
}
