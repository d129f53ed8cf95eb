package io.claimdispatch.internal.batch;

import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.complete.EarlierClaims;
import io.claimdispatch.internal.store.row.ClaimedRow;
import jakarta.batch.operations.JobOperator;
import jakarta.batch.operations.NoSuchJobException;
import jakarta.batch.operations.NoSuchJobExecutionException;
import jakarta.batch.operations.NoSuchJobInstanceException;
import jakarta.batch.runtime.JobExecution;
import jakarta.batch.runtime.JobInstance;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the newest execution that an earlier attempt has left: by the id in the row, and, since a node can die between a start
 * and the storing of its id, by looking through the newest instances of the job.
 */
final class EarlierExecutions {

    private static final Log LOG = Log.of(EarlierExecutions.class);

    /** So many instances are looked through at most; each costs the repository a query. */
    private static final int MOST = 1_000;

    /** The same if the row has an id already: then a newer execution that the row does not name is unlikely. */
    private static final int MOST_BEYOND_KNOWN = 100;

    /** By so much the clocks of the nodes and of the database may differ. */
    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

    private EarlierExecutions() {}

    /**
     * An execution that an earlier attempt has left.
     *
     * @param execution it
     * @param proven whether it names a claim that the row has had. One that does not, and whose id the row has, is gone on
     *     with, as its job does what is left; it is not believed to have done all of it, nor to run for this row now.
     */
    record Earlier(JobExecution execution, boolean proven) {}

    /** Of this row; none for one that was never tried before. */
    static Optional<Earlier> newestOf(JobOperator operator, ClaimedRow row, String job, EarlierClaims claims) {
        JobExecution known = row.executionId() == null ? null : known(operator, row, row.executionId());
        JobExecution unstored = claims.any(row) ? unstored(operator, row, job, known, claims) : null;
        return Optional.ofNullable(unstored == null ? known : unstored)
                .map(found -> new Earlier(found, namesClaim(found, row, claims)));
    }

    private static boolean namesClaim(JobExecution found, ClaimedRow row, EarlierClaims claims) {
        return claims.include(row, found.getJobParameters().getProperty(BatchParameters.CLAIM));
    }

    /** The newest of the instance that the row names: the server, or an operator, may have restarted it. */
    private static @Nullable JobExecution known(JobOperator operator, ClaimedRow row, long id) {
        try {
            JobExecution named = operator.getJobExecution(id);
            if (!BatchParameters.nameRow(named.getJobParameters(), row)) {
                return null;
            }
            JobExecution newest = newest(operator, operator.getJobInstance(id));
            return newest != null && BatchParameters.nameRow(newest.getJobParameters(), row) ? newest : named;
        } catch (NoSuchJobExecutionException | NoSuchJobInstanceException | NoSuchJobException e) {
            // the last: WildFly knows an execution no more if the job's XML is not in this deployment
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
                    LOG.log(
                            Level.WARNING,
                            "execution {0} of batch job {1} names {2}, but no claim that it has had: it is left alone",
                            newest.getExecutionId(),
                            name,
                            row.ref());
                }
                if (newest != null && newest.getCreateTime().toInstant().isBefore(before)) {
                    break;
                }
            }
        }
        return null;
    }

    /** Instances go by the id that stands in the XML, which need not be the XML's name. */
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
