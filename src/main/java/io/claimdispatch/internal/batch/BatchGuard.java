package io.claimdispatch.internal.batch;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.config.ApplicationClock;
import io.claimdispatch.internal.config.Settings;
import jakarta.batch.operations.JobExecutionNotRunningException;
import jakarta.batch.operations.JobOperator;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Looks after an execution while it runs: stops it when the row is not this node's any more, so that it does not run beside
 * the one that another node has made of it, and when it has run for too long.
 */
@Component
class BatchGuard {

    private static final Log LOG = Log.of(BatchGuard.class);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Settings settings;
    private final ExecutionRecords records;
    private final ApplicationClock clock;

    @Inject
    BatchGuard(Settings settings, ExecutionRecords records, ApplicationClock clock) {
        this.settings = settings;
        this.records = records;
        this.clock = clock;
    }

    /** One look at one that runs. */
    void watch(JobOperator operator, RunningBatch batch, long now) {
        if (batch.stop() == null && !isOurs(batch, now)) {
            LOG.log(
                    Level.WARNING,
                    "the lease of {0} is lost: its batch execution {1} is stopped here",
                    batch.attempt().row().ref(),
                    batch.id());
            stop(operator, batch, RunningBatch.Stop.LEASE_LOST, now);
        }
        Duration age = batch.age(now, clock.now());
        boolean isTooOld = settings.timeLimits()
                .of(batch.attempt().row().type())
                .map(limit -> age.compareTo(limit) > 0)
                .orElse(false);
        if (batch.stop() == null && isTooOld) {
            stop(operator, batch, RunningBatch.Stop.TIME_LIMIT, now);
        }
        if (batch.turnsOutStuck(PATIENCE, now)) {
            LOG.log(
                    Level.WARNING,
                    "execution {0} of batch job {1} is stuck: asked to stop ({2}), it runs on, and {3} stays claimed",
                    batch.id(),
                    batch.started().job(),
                    batch.stop(),
                    batch.attempt().row().ref());
        }
    }

    /**
     * Asks it to stop; one that is not running has an end of its own. A repository that was emptied may have given the id to
     * an execution of another row, which is left alone: the look that follows finds ours lost.
     */
    void stop(JobOperator operator, RunningBatch batch, RunningBatch.Stop why, long now) {
        try {
            if (isOurs(operator, batch)) {
                operator.stop(batch.id());
            }
        } catch (JobExecutionNotRunningException e) {
            LOG.log(Level.DEBUG, "execution {0} was to be stopped, and had ended", batch.id());
        } catch (RuntimeException e) {
            LOG.log(batch.stopping().failed(), "execution " + batch.id() + " cannot be stopped; trying again", e);
            return;
        }
        batch.stopAsked(why, now);
    }

    private static boolean isOurs(JobOperator operator, RunningBatch batch) {
        try {
            return batch.isNamedBy(operator.getParameters(batch.id()));
        } catch (RuntimeException e) {
            // the stop will meet the same
            return true;
        }
    }

    /**
     * Before its outcome is stored: without the id, the next attempt would have to search for it.
     *
     * @return whether the row, as far as anybody knows ours, could not be given it now either
     */
    boolean isMissing(RunningBatch batch, long now) {
        return !batch.isKept() && confirm(batch, now) && !batch.isKept();
    }

    /** Asked as often as leases are renewed; unless the database says no, for as long as a lease holds. */
    private boolean isOurs(RunningBatch batch, long now) {
        boolean ask = !batch.isKept()
                || batch.unconfirmed(now).compareTo(settings.lease().dividedBy(3)) >= 0;
        if (ask && !confirm(batch, now)) {
            return false;
        }
        return batch.unconfirmed(now).compareTo(settings.lease()) < 0;
    }

    /** Writes the id once more, which only the holder of the claim can; false if this node is not. */
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
            LOG.log(batch.row().failed(), "execution " + batch.id() + " runs, but its row cannot be asked about", e);
            return true;
        }
    }
}
