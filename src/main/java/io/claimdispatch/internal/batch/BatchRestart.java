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

/** Restarts an execution, and handles the differences between implementations. */
final class BatchRestart {

    private static final Log LOG = Log.of(BatchRestart.class);

    /**
     * By default, JBeret takes an execution that its repository reports as STARTED for a running one if this JVM has
     * run any execution of that job. Other implementations treat this as an ordinary parameter.
     */
    private static final String JBERET_MODE = "jberet.restart.mode";

    private BatchRestart() {}

    /** The implementation refuses the restart; its reason is the message. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(BatchRuntimeException cause) {
            super(cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage(), cause);
        }
    }

    /** Restarts an execution that has ended. */
    static long ended(JobOperator operator, long execution, Properties parameters) throws Refused {
        try {
            return operator.restart(execution, parameters);
        } catch (JobRestartException
                | JobStartException
                | JobExecutionAlreadyCompleteException
                | JobExecutionNotMostRecentException
                | NoSuchJobExecutionException e) {
            // anything else, like a repository that does not answer, is a failure of this attempt and may be temporary
            if (StartFailures.isOfTheRepository(e)) {
                throw e;
            }
            throw new Refused(e);
        }
    }

    /**
     * Restarts an execution that its node left behind, running as far as the repository knows. If that node is alive
     * and only cut off, a repository that passes on the stop (as JBeret's in a database does) makes the execution stop
     * there at its next checkpoint.
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

    /** Stops an execution as far as possible. */
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
