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
 * Asks for everything that the node needs while CDI starts, which is before any EJB does. Servers pass the message of an
 * error on to whoever deploys if it comes from CDI; that of an EJB some of them only log.
 */
@Dependent
class StartCheck {

    private static final Log LOG = Log.of(StartCheck.class);

    /** What is thrown here stops the deployment. */
    void check(@Observes Startup event, Settings settings, TaskExecutor executor, NodeStart start) {
        // a heartbeat that waits so long for an answer, and then tries again, must not be too late
        if (settings.lease().compareTo(settings.databaseTimeout().multipliedBy(2)) < 0) {
            LOG.log(Level.WARNING, SettingProblems.leaseShort(settings.lease(), settings.databaseTimeout()));
        }
        try {
            // before the database, which may be waited for: that would hide it
            executor.check();
            start.check();
        } catch (RuntimeException e) {
            throw told(e);
        }
    }

    /** A container wraps what a bean's own start throws, and a server may pass on the message of the outermost only. */
    private static RuntimeException told(RuntimeException error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof ClaimDispatchException own) {
                return own;
            }
        }
        return error;
    }
}
