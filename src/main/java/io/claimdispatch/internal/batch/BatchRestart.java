package io.claimdispatch.internal.batch;

import io.claimdispatch.internal.common.Log;
import jakarta.batch.operations.BatchRuntimeException;
import jakarta.batch.operations.JobExecutionAlreadyCompleteException;
import jakarta.batch.operations.JobExecutionNotMostRecentException;
import jakarta.batch.operations.JobOperator;
import jakarta.batch.operations.JobRestartException;
import jakarta.batch.operations.JobStartException;
import jakarta.batch.operations.NoSuchJobExecutionException;
import java.util.Properties;

/** Restarts an execution, with what the implementations do not have in common. */
final class BatchRestart {

    private static final Log LOG = Log.of(BatchRestart.class);

    /**
     * JBeret takes an execution that its repository calls STARTED for a running one if this JVM has run any execution of
     * that job, unless it is told otherwise. To other implementations it is a parameter like any.
     */
    private static final String JBERET_MODE = "jberet.restart.mode";

    private BatchRestart() {}

    /** The implementation will not restart it; its reason is the message. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(BatchRuntimeException cause) {
            super(cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage(), cause);
        }
    }

    /** Restarts one that has ended. */
    static long ended(JobOperator operator, long execution, Properties parameters) throws Refused {
        try {
            return operator.restart(execution, parameters);
        } catch (JobRestartException
                | JobStartException
                | JobExecutionAlreadyCompleteException
                | JobExecutionNotMostRecentException
                | NoSuchJobExecutionException e) {
            // anything else, like a repository that does not answer, is a failure of this attempt, and may pass
            if (StartFailures.isOfTheRepository(e)) {
                throw e;
            }
            throw new Refused(e);
        }
    }

    /**
     * Restarts one that its node has left behind, running as far as the repository knows. Should that node live and
     * only be cut off, a repository that passes the wish on (JBeret's in a database does) lets it stop there at its
     * next checkpoint.
     */
    static long leftBehind(JobOperator operator, long execution, Properties parameters) throws Refused {
        stop(operator, execution);
        Properties forced = new Properties();
        forced.putAll(parameters);
        forced.setProperty(JBERET_MODE, "force");
        try {
            return ended(operator, execution, forced);
        } catch (Refused e) {
            abandon(operator, execution);
            throw e;
        }
    }

    /** As far as it is possible. */
    static void stop(JobOperator operator, long execution) {
        try {
            operator.stop(execution);
        } catch (BatchRuntimeException e) {
            LOG.debug("execution {0}, left behind, cannot be stopped: {1}", execution, e);
        }
    }

    private static void abandon(JobOperator operator, long execution) {
        try {
            operator.abandon(execution);
        } catch (BatchRuntimeException e) {
            LOG.debug("execution {0}, left behind, cannot be abandoned: {1}", execution, e);
        }
    }
}
