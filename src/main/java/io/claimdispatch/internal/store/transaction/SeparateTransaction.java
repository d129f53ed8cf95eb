package io.claimdispatch.internal.store.transaction;

import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.problem.DatabaseProblems;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.database.ActionDatabase;
import io.claimdispatch.internal.store.failure.FailureKind;
import io.claimdispatch.internal.watchdog.Call;
import io.claimdispatch.internal.watchdog.CallWatchdog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/**
 * Local transactions of the data source, outside of JTA: the commit of the server's transaction manager has no timeout,
 * and a silent network would block a thread of the loop for ever.
 *
 * <p>A separate bean, since the thread's transaction is suspended only if a call passes the container's proxy.
 */
@ApplicationScoped
public class SeparateTransaction {

    private static final Log LOG = Log.of(SeparateTransaction.class);

    private ActionDatabase database;
    private CallWatchdog watchdog;
    private TransactionTimeouts timeouts;

    /** For the client proxy. */
    @SuppressWarnings("NullAway.Init")
    SeparateTransaction() {}

    @Inject
    SeparateTransaction(ActionDatabase database, CallWatchdog watchdog, TransactionTimeouts timeouts) {
        this.database = database;
        this.watchdog = watchdog;
        this.timeouts = timeouts;
    }

    /** See {@link Transactions#separate}. */
    @Transactional(TxType.NOT_SUPPORTED)
    public <T> T run(String doing, Transactions.Work<T> work) {
        try (Call call = watchdog.beginDatabaseCall(doing);
                OwnConnection connection = open(call)) {
            T result = connection.run(work, timeouts);
            commit(doing, connection);
            return result;
        } catch (SQLException e) {
            throw DatabaseProblems.databaseFailed(doing, e);
        }
    }

    private OwnConnection open(Call call) throws SQLException {
        Connection connection = connect();
        try {
            Connection own = driversOwn(connection);
            call.abortedBy(() -> abort(own));
            return new OwnConnection(connection, database.dialect(), timeouts);
        } catch (SQLException | RuntimeException | Error e) {
            try (connection) {
                throw e;
            }
        }
    }

    /**
     * The driver's own connection if possible, since a pool's wrapper may wait for the very statement that is to be
     * aborted.
     */
    private static Connection driversOwn(Connection lent) throws SQLException {
        Connection own = lent.getMetaData().getConnection();
        return own == null ? lent : own;
    }

    private static void abort(Connection hanging) {
        try {
            hanging.abort(Runnable::run);
        } catch (SQLException | RuntimeException | AbstractMethodError e) {
            LOG.debug("a connection that hangs cannot be ended", e);
        }
    }

    /** Gets a connection. Whatever the pool's error, the lack of a connection is not the caller's fault. */
    private Connection connect() throws SQLException {
        try {
            return database.dataSource().getConnection();
        } catch (SQLException e) {
            throw new SQLTransientConnectionException(e.getMessage(), "08001", e);
        }
    }

    private static void commit(String doing, OwnConnection connection) throws SQLException {
        try {
            connection.commit();
        } catch (SQLException | RuntimeException | Error e) {
            if (FailureKind.isAnswer(e)) {
                throw e;
            }
            throw DatabaseProblems.commitUnanswered(doing, e);
        }
    }
}
