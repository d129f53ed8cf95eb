package io.claimdispatch.internal.batch;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.common.problem.BatchNotices;
import io.claimdispatch.internal.config.ApplicationClock;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.policy.TypePolicies;
import jakarta.batch.operations.JobExecutionNotRunningException;
import jakarta.batch.operations.JobOperator;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * Watches an execution while it runs. Stops it when this node loses the row, so that it does not run beside the
 * execution of another node, and when it exceeds its time limit.
 */
@Component
@Dependent
class BatchGuard {

    private static final Log LOG = Log.of(BatchGuard.class);

    private final Settings settings;
    private final TypePolicies policies;
    private final ExecutionRecords records;
    private final ApplicationClock clock;
    private final Timings timings;

    @Inject
    BatchGuard(
            Settings settings,
            TypePolicies policies,
            ExecutionRecords records,
            ApplicationClock clock,
            Timings timings) {
        this.settings = settings;
        this.policies = policies;
        this.records = records;
        this.clock = clock;
        this.timings = timings;
    }

    /** Checks a running execution once. */
    void watch(JobOperator operator, RunningBatch batch, long now) {
        if (batch.stop() == null && !isOurs(batch, now)) {
            LOG.log(BatchNotices.leaseLost(batch.attempt().row().ref(), batch.id()));
            stop(operator, batch, RunningBatch.Stop.LEASE_LOST, now);
        }
        Duration age = batch.age(now, clock.now());
        boolean isTooOld = policies.timeLimit(batch.attempt().row().type())
                .map(limit -> age.compareTo(limit) > 0)
                .orElse(false);
        if (batch.stop() == null && isTooOld) {
            stop(operator, batch, RunningBatch.Stop.TIME_LIMIT, now);
        }
        if (batch.turnsOutStuck(timings.batchStopPatience(), now)) {
            LOG.log(BatchNotices.stuck(
                    batch.id(),
                    batch.started().job(),
                    batch.stop(),
                    batch.attempt().row().ref()));
        }
    }

    /**
     * Asks an execution to stop; one that is not running has ended by itself. An emptied repository may have given the
     * id to an execution of another row, which is left alone: the next poll finds ours lost.
     */
    void stop(JobOperator operator, RunningBatch batch, RunningBatch.Stop why, long now) {
        try {
            if (isOurs(operator, batch)) {
                operator.stop(batch.id());
            }
        } catch (JobExecutionNotRunningException e) {
            LOG.debug("execution {0} was to be stopped, and had ended", batch.id());
        } catch (RuntimeException e) {
            LOG.log(batch.stopping().failed(), BatchNotices.notStopped(batch.id(), e));
            return;
        }
        batch.stopAsked(why, now);
    }

    private static boolean isOurs(JobOperator operator, RunningBatch batch) {
        try {
            return batch.isNamedBy(operator.getParameters(batch.id()));
        } catch (RuntimeException e) {
            // the stop will fail in the same way
            return true;
        }
    }

    /**
     * Stores the execution's id before its outcome: without it, the next attempt would have to search.
     *
     * @return whether the id could not be stored now either, although the row is ours as far as is known
     */
    boolean isMissing(RunningBatch batch, long now) {
        return !batch.isKept() && confirm(batch, now) && !batch.isKept();
    }

    /**
     * Whether the row is still ours; checked as often as leases are renewed. Without a refusal of the database, assumed
     * for as long as a lease holds.
     */
    private boolean isOurs(RunningBatch batch, long now) {
        boolean ask = !batch.isKept()
                || batch.unconfirmed(now).compareTo(settings.lease().dividedBy(3)) >= 0;
        if (ask && !confirm(batch, now)) {
            return false;
        }
        return batch.unconfirmed(now).compareTo(settings.lease()) < 0;
    }

    /** Writes the id again, which only the holder of the claim can; returns false if this node is not the holder. */
    boolean confirm(RunningBatch batch, long now) {
        try {
            boolean ours = records.keep(
                    batch.attempt().row().ref(),
                    batch.id(),
                    batch.isKept() ? null : batch.started().note());
            if (ours) {
                batch.confirmed(now);
            }
            batch.row().ends();
            return ours;
        } catch (RuntimeException | Error e) {
            LOG.log(batch.row().failed(), BatchNotices.rowNotConfirmed(batch.id(), e));
            return true;
        }
    }
}
