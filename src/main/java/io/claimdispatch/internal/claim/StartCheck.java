package io.claimdispatch.internal.claim;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.Log;
import io.claimdispatch.internal.Problems;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.dispatch.TaskExecutor;
import io.claimdispatch.internal.store.ActionDatabase;
import io.claimdispatch.internal.store.PersistenceUnit;
import io.claimdispatch.internal.store.TransactionProbe;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import java.lang.System.Logger.Level;
import java.sql.SQLException;

/**
 * Asks for everything that the node needs while CDI starts, which is before any EJB does. Servers pass the message of an
 * error on to whoever deploys if it comes from CDI; that of an EJB some of them only log.
 */
@Dependent
class StartCheck {

    private static final Log LOG = Log.of(StartCheck.class);

    /** Whatever is thrown here stops the deployment. */
    void check(
            @Observes Startup event,
            Settings settings,
            ActionDatabase database,
            TransactionProbe transactions,
            PersistenceUnit unit,
            TaskExecutor executor) {
        // a heartbeat that waits so long for an answer, and then tries again, must not be too late
        if (settings.lease().compareTo(settings.databaseTimeout().multipliedBy(2)) < 0) {
            LOG.log(
                    Level.WARNING,
                    Problems.leaseShort(settings.lease(), settings.databaseTimeout())
                            .getMessage());
        }
        try {
            database.ready();
            transactions.check(database.dataSource());
            unit.ready();
            executor.check();
        } catch (SQLException e) {
            throw Problems.databaseFailed("looking for the server's transactions", e);
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
