package io.claimdispatch.internal.store.transaction;

import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.Problems;
import io.claimdispatch.internal.store.FailureKind;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.database.ActionDatabase;
import io.claimdispatch.internal.watchdog.Call;
import io.claimdispatch.internal.watchdog.CallWatchdog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/**
 * Local transactions of the data source, outside of JTA: the commit of the server's transaction manager knows no bound, and a
 * network that has gone silent would hold a thread of the loop for as long as it likes.
 *
 * <p>A bean of its own, since the thread's transaction is suspended only where a call passes the container's proxy.
 */
@ApplicationScoped
public class SeparateTransaction {

    private static final Log LOG = Log.of(SeparateTransaction.class);

    private ActionDatabase database;
    private CallWatchdog watchdog;
    private TransactionTimeouts timeouts;

    /** For the proxy. */
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
            throw Problems.databaseFailed(doing, e);
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

    /** As far as it can be had: the wrapper of a pool may wait for the very statement that is to be ended. */
    private static Connection driversOwn(Connection lent) throws SQLException {
        Connection own = lent.getMetaData().getConnection();
        return own == null ? lent : own;
    }

    private static void abort(Connection hanging) {
        try {
            hanging.abort(Runnable::run);
        } catch (SQLException | RuntimeException | AbstractMethodError e) {
            LOG.log(Level.DEBUG, "a connection that hangs cannot be ended", e);
        }
    }

    /** Whatever a pool says: that there is no connection is no fault of the caller. */
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
            throw Problems.commitUnanswered(doing, e);
        }
    }
}
