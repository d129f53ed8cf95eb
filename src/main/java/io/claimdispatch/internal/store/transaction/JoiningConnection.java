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
 * A connection that is to join the caller's transaction. Servers refuse it in words of their own if a data source without XA
 * takes part in the transaction already. All of them then give one outside of the transaction and, asked again, none within:
 * so the pool has one, and it is the transaction that is in the way.
 *
 * @param doing for the message
 * @param dataSource of the connection
 * @param registry of the transaction
 * @param server to leave it for a moment
 */
record JoiningConnection(
        String doing, DataSource dataSource, TransactionSynchronizationRegistry registry, ServerTransaction server) {

    private static final Log LOG = Log.of(JoiningConnection.class);

    /**
     * The connection.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0119 if it is the transaction that is in the way
     */
    Connection get() throws SQLException {
        // one that has ended, or is to be rolled back, may get none for that alone
        boolean isActive = registry.getTransactionStatus() == Status.STATUS_ACTIVE;
        try {
            return dataSource.getConnection();
        } catch (SQLException | RuntimeException e) {
            // a pool without a free one has waited already, and might have one for the next who asks
            if (isActive && !DatabaseAbsence.isIn(e) && isGivenOutside()) {
                return getAgain(e);
            }
            throw e;
        }
    }

    /** WildFly has marked the transaction for rollback by then, and gives one that can do nothing. */
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
