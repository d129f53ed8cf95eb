package io.claimdispatch.internal.node;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.problem.SettingProblems;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.dispatch.TaskExecutor;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import java.lang.System.Logger.Level;

/**
 * Checks everything that the node needs while CDI starts, before any EJB. Servers report the message of an error from
 * CDI to the deployer; some only log that of an EJB.
 */
@Dependent
class StartCheck {

    private static final Log LOG = Log.of(StartCheck.class);

    /** Runs the checks; an exception stops the deployment. */
    void check(@Observes Startup event, Settings settings, TaskExecutor executor, NodeStart start) {
        // a heartbeat that waits this long for an answer, and then tries again, must not be too late
        if (settings.lease().compareTo(settings.databaseTimeout().multipliedBy(2)) < 0) {
            LOG.log(Level.WARNING, SettingProblems.leaseShort(settings.lease(), settings.databaseTimeout()));
        }
        try {
            // before the database, since waiting for it would hide this error
            executor.check();
            start.check();
        } catch (RuntimeException e) {
            throw told(e);
        }
    }

    /**
     * Unwraps our own error: a container wraps exceptions of a bean's start, and a server may report only the outermost
     * message.
     */
    private static RuntimeException told(RuntimeException error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof ClaimDispatchException own) {
                return own;
            }
        }
        return error;
    }
}
