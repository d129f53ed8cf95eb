package io.claimdispatch.pipeline;

import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The thread's transaction, as the server would have one: over the connections that were asked for within it. */
final class LocalTransaction {

    private static final ThreadLocal<LocalTransaction> CURRENT = new ThreadLocal<>();

    private final Map<ServerDataSource, Connection> connections = new HashMap<>();
    private final List<Synchronization> synchronizations = new ArrayList<>();
    private final @Nullable LocalTransaction suspended;
    private int status = Status.STATUS_ACTIVE;
    private boolean quiet;

    private LocalTransaction(@Nullable LocalTransaction suspended) {
        this.suspended = suspended;
    }

    /** What runs in one. */
    interface Body<T> {
        T run() throws Exception;
    }

    static @Nullable LocalTransaction current() {
        return CURRENT.get();
    }

    /** In a new transaction, with the thread's own suspended; any exception rolls it back. */
    static <T> T separate(Body<T> body) throws Exception {
        LocalTransaction own = new LocalTransaction(CURRENT.get());
        CURRENT.set(own);
        boolean committed = false;
        try {
            T result = body.run();
            if (own.quiet) {
                return result;
            }
            if (own.status != Status.STATUS_ACTIVE) {
                throw new RollbackException("marked for rollback");
            }
            own.prepare();
            own.commitConnections();
            committed = true;
            return result;
        } finally {
            own.end(committed);
        }
    }

    /** In none, with the thread's own suspended. */
    static <T> T suspended(Body<T> body) throws Exception {
        LocalTransaction suspended = CURRENT.get();
        CURRENT.set(null);
        try {
            return body.run();
        } finally {
            CURRENT.set(suspended);
        }
    }

    /** In the thread's transaction, which an unchecked exception marks for rollback, or in one of its own. */
    static <T> T joined(Body<T> body) throws Exception {
        LocalTransaction own = CURRENT.get();
        if (own == null) {
            return separate(body);
        }
        try {
            return body.run();
        } catch (RuntimeException | Error e) {
            own.setRollbackOnly();
            throw e;
        }
    }

    /** One that the thread has until it ends it. */
    static void begin() throws NotSupportedException {
        if (CURRENT.get() != null) {
            throw new NotSupportedException("there is one");
        }
        CURRENT.set(new LocalTransaction(null));
    }

    /** Commits and ends it; what goes wrong is told as a server tells it. */
    void commit() throws RollbackException, SystemException {
        boolean committed = false;
        try {
            if (status != Status.STATUS_ACTIVE) {
                throw new RollbackException("marked for rollback");
            }
            prepare();
            commitConnections();
            committed = true;
        } catch (SQLException e) {
            SystemException told = new SystemException(e.getMessage());
            told.initCause(e);
            throw told;
        } finally {
            endQuietly(committed);
        }
        connections.keySet().forEach(ServerDataSource::confirmed);
    }

    void rollback() {
        endQuietly(false);
    }

    void setRollbackOnly() {
        if (status == Status.STATUS_ACTIVE) {
            status = Status.STATUS_MARKED_ROLLBACK;
        }
    }

    /** What the server's timeout does: the thread finds out when it next asks. */
    void timeOut() throws SQLException {
        status = Status.STATUS_ROLLEDBACK;
        for (Connection connection : connections.values()) {
            connection.rollback();
        }
    }

    /** The same on a server whose interceptor then returns as if it had committed. */
    void timeOutQuietly() throws SQLException {
        timeOut();
        quiet = true;
    }

    int status() {
        return status;
    }

    Connection connection(ServerDataSource dataSource) throws SQLException {
        if (status == Status.STATUS_ROLLEDBACK) {
            throw new SQLException("the transaction is not active");
        }
        Connection connection = connections.get(dataSource);
        if (connection == null) {
            connection = dataSource.open();
            connection.setAutoCommit(false);
            connections.put(dataSource, connection);
        }
        return connection;
    }

    void register(Synchronization synchronization) {
        synchronizations.add(synchronization);
    }

    private void prepare() throws SQLException {
        for (ServerDataSource each : connections.keySet()) {
            each.at("in front of the commit");
            each.check();
        }
    }

    private void commitConnections() throws SQLException {
        for (Map.Entry<ServerDataSource, Connection> each : connections.entrySet()) {
            each.getValue().commit();
            each.getKey().at("behind the commit");
        }
    }

    private void endQuietly(boolean committed) {
        try {
            end(committed);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void end(boolean committed) throws SQLException {
        try {
            for (Connection connection : connections.values()) {
                try (connection) {
                    if (!committed) {
                        connection.rollback();
                    }
                    asItCame(connection);
                }
            }
        } finally {
            CURRENT.set(suspended);
            synchronizations.forEach(
                    each -> each.afterCompletion(committed ? Status.STATUS_COMMITTED : Status.STATUS_ROLLEDBACK));
        }
    }

    /** As a server gives it back to its pool. One that is broken is not given back. */
    private static void asItCame(Connection connection) {
        try {
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            // the transaction has ended all the same
        }
    }
}
