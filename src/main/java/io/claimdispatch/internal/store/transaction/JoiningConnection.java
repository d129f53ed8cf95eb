package io.claimdispatch.internal.store.transaction;

import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.problem.DatabaseProblems;
import io.claimdispatch.internal.store.database.DatabaseAbsence;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;

/**
 * Gets a connection that joins the caller's transaction. Each server refuses it with its own message if a data source
 * without XA already takes part in the transaction. All of them then provide a connection outside of the transaction,
 * and still none within: so the pool has one, and the transaction is the obstacle.
 *
 * @param doing the activity, for the message
 * @param dataSource the data source
 * @param registry the registry of the transaction
 * @param server leaves the transaction for a moment
 */
record JoiningConnection(
        String doing, DataSource dataSource, TransactionSynchronizationRegistry registry, ServerTransaction server) {

    private static final Log LOG = Log.of(JoiningConnection.class);

    /**
     * Gets the connection.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0119 if the transaction is the obstacle
     */
    Connection get() throws SQLException {
        // a transaction that has ended, or is marked for rollback, may get none for that reason alone
        boolean isActive = registry.getTransactionStatus() == Status.STATUS_ACTIVE;
        try {
            return dataSource.getConnection();
        } catch (SQLException | RuntimeException e) {
            // a pool without a free connection has already waited, and might have one for the next call
            if (isActive && !DatabaseAbsence.isIn(e) && isGivenOutside()) {
                return getAgain(e);
            }
            throw e;
        }
    }

    /** Asks again. WildFly has then marked the transaction for rollback, and provides a useless connection. */
    private Connection getAgain(Exception refusal) {
        if (registry.getTransactionStatus() == Status.STATUS_MARKED_ROLLBACK) {
            throw DatabaseProblems.secondResource(doing, refusal);
        }
        try {
            return dataSource.getConnection();
        } catch (SQLException | RuntimeException e) {
            LOG.debug("asked once more, the server refuses too", e);
            throw DatabaseProblems.secondResource(doing, refusal);
        }
    }

    private boolean isGivenOutside() {
        AtomicBoolean given = new AtomicBoolean();
        server.outside(() -> {
            try (Connection connection = dataSource.getConnection()) {
                given.set(!connection.isClosed());
            } catch (SQLException | RuntimeException e) {
                LOG.debug("outside of the transaction there is no connection either", e);
            }
        });
        return given.get();
    }
}
