package io.claimdispatch.internal.store.transaction;

import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.store.Dialect;
import io.claimdispatch.internal.store.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A connection of the data source for one local transaction: restored and returned, or aborted. If even the rollback
 * fails, the connection is useless: a pool must not lend it again, and the server must not wait for it.
 */
final class OwnConnection implements AutoCloseable {

    private static final Log LOG = Log.of(OwnConnection.class);

    private final Connection connection;
    private final Dialect dialect;
    private final boolean autoCommit;
    private final @Nullable NetworkTimeout timeout;
    private boolean begun;
    private boolean broken;

    OwnConnection(Connection connection, Dialect dialect, TransactionTimeouts timeouts) throws SQLException {
        this.connection = connection;
        this.dialect = dialect;
        // no network, and neither Derby nor H2 supports it; HikariCP closes a connection whose driver refuses
        this.timeout = dialect.embedded() ? null : timeouts.bound(connection);
        this.autoCommit = connection.getAutoCommit();
        if (autoCommit) {
            connection.setAutoCommit(false);
        }
    }

    <T> T run(Transactions.Work<T> work, TransactionTimeouts timeouts) throws SQLException {
        try {
            begun = true;
            dialect.begin(connection, timeouts.server());
            return work.with(connection);
        } catch (SQLException | RuntimeException | Error e) {
            rollback(e);
            throw e;
        }
    }

    void commit() throws SQLException {
        try {
            connection.commit();
        } catch (SQLException | RuntimeException | Error e) {
            rollback(e);
            throw e;
        }
    }

    private void rollback(Throwable failure) {
        try {
            connection.rollback();
        } catch (SQLException | RuntimeException | Error e) {
            broken = true;
            failure.addSuppressed(e);
        }
    }

    /** Never throws, since the transaction is already committed. */
    @Override
    public void close() {
        try (connection) {
            if (!broken) {
                restore();
            }
            if (broken) {
                connection.abort(Runnable::run);
            }
        } catch (SQLException | RuntimeException | AbstractMethodError e) {
            LOG.debug("a connection could not be given back", e);
        }
    }

    private void restore() {
        try {
            if (begun) {
                dialect.end(connection);
            }
            if (autoCommit) {
                connection.setAutoCommit(true);
            }
            if (timeout != null) {
                timeout.restore(connection);
            }
        } catch (SQLException | RuntimeException e) {
            // with our timeouts it would abort statements of the application
            broken = true;
            LOG.debug("a connection could not be given back as it was", e);
        }
    }
}
