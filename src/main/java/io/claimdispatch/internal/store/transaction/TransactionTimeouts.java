package io.claimdispatch.internal.store.transaction;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.problem.DatabaseProblems;
import io.claimdispatch.internal.config.Settings;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The timeouts of our own transactions, by the setting {@code claim-dispatch.database-timeout}. */
@Component
@Dependent
class TransactionTimeouts {

    private static final Log LOG = Log.of(TransactionTimeouts.class);

    private final AtomicBoolean warned = new AtomicBoolean();
    private volatile boolean unsupported;
    private final Settings settings;

    @Inject
    TransactionTimeouts(Settings settings) {
        this.settings = settings;
    }

    /** The timeout for the server: a little less, so that its answer comes before we stop waiting. */
    Duration server() {
        return settings.databaseTimeout().multipliedBy(3).dividedBy(4);
    }

    /**
     * Sets the network timeout.
     *
     * @return null if the driver does not support it
     */
    @Nullable
    NetworkTimeout bound(Connection connection) {
        if (unsupported) {
            return null;
        }
        try {
            return NetworkTimeout.set(connection, settings.databaseTimeout());
        } catch (SQLException | RuntimeException | AbstractMethodError e) {
            unsupported = NetworkTimeout.isUnsupported(e);
            if (warned.compareAndSet(false, true)) {
                LOG.log(Level.WARNING, DatabaseProblems.networkTimeoutRefused(settings.dataSource(), e));
            }
            return null;
        }
    }
}
