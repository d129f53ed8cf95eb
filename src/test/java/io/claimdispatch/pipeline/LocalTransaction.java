package io.claimdispatch.pipeline;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
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

    /** What runs in one. */
    interface Body<T> {
        T run() throws Exception;
    }

    static @Nullable LocalTransaction current() {
        return CURRENT.get();
    }

    /** In a new transaction, with the thread's own suspended; any exception rolls it back. */
    static <T> T separate(Body<T> body) throws Exception {
        LocalTransaction suspended = CURRENT.get();
        LocalTransaction own = new LocalTransaction();
        CURRENT.set(own);
        boolean committed = false;
        try {
            T result = body.run();
            own.commit();
            committed = true;
            return result;
        } finally {
            own.end(committed, suspended);
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

    /** In the thread's transaction, or in one of its own. */
    static <T> T joined(Body<T> body) throws Exception {
        return CURRENT.get() == null ? separate(body) : body.run();
    }

    Connection connection(ServerDataSource dataSource) throws SQLException {
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

    private void commit() throws SQLException {
        for (Map.Entry<ServerDataSource, Connection> each : connections.entrySet()) {
            each.getKey().check();
            each.getValue().commit();
        }
    }

    private void end(boolean committed, @Nullable LocalTransaction suspended) throws SQLException {
        try {
            for (Connection connection : connections.values()) {
                try (connection) {
                    if (!committed) {
                        connection.rollback();
                    }
                }
            }
        } finally {
            CURRENT.set(suspended);
            synchronizations.forEach(
                    each -> each.afterCompletion(committed ? Status.STATUS_COMMITTED : Status.STATUS_ROLLEDBACK));
        }
    }
}
