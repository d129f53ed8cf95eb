package io.claimdispatch.internal.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sessions of PostgreSQL that are used again: each new one costs the server a process, and most tests begin hundreds. They come
 * back as new ones, without transaction, settings, or anything prepared; one that does not is ended.
 */
final class UsedSessions {

    private static final int MOST = 10;

    private final Source source;
    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();

    /** Begins a session. */
    @FunctionalInterface
    interface Source {
        Connection connect() throws SQLException;
    }

    UsedSessions(Source source) {
        this.source = source;
    }

    /** One that lives. */
    Connection connect() throws SQLException {
        for (Connection next = idle.poll(); next != null; next = idle.poll()) {
            if (next.isValid(1)) {
                return lent(next);
            }
            next.close();
        }
        return lent(source.connect());
    }

    /** Ends all that nobody has. */
    void end() throws SQLException {
        for (Connection next = idle.poll(); next != null; next = idle.poll()) {
            next.close();
        }
    }

    private Connection lent(Connection session) {
        AtomicBoolean closed = new AtomicBoolean();
        return (Connection) Proxy.newProxyInstance(
                UsedSessions.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, given) -> {
                    switch (method.getName()) {
                        case "close":
                            if (!closed.getAndSet(true)) {
                                giveBack(session);
                            }
                            return null;
                        case "isClosed":
                            return closed.get() || session.isClosed();
                        case "equals":
                            return proxy == given[0];
                        case "hashCode":
                            return System.identityHashCode(proxy);
                        default:
                            if (closed.get()) {
                                throw new SQLException("this connection is closed", "08003");
                            }
                            return call(() -> method.invoke(session, given));
                    }
                });
    }

    private interface Call {
        Object make() throws ReflectiveOperationException;
    }

    private static Object call(Call call) throws Throwable {
        try {
            return call.make();
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void giveBack(Connection session) throws SQLException {
        boolean isNew = false;
        try {
            isNew = !session.isClosed() && renewed(session);
        } catch (SQLException e) {
            // broken, by the test or its database
        }
        if (isNew && idle.size() < MOST) {
            idle.push(session);
        } else {
            session.close();
        }
    }

    private static boolean renewed(Connection session) throws SQLException {
        if (!session.getAutoCommit()) {
            session.rollback();
            session.setAutoCommit(true);
        }
        session.setReadOnly(false);
        try (Statement statement = session.createStatement()) {
            statement.execute("DISCARD ALL");
        }
        session.setNetworkTimeout(Runnable::run, 0);
        session.clearWarnings();
        return true;
    }
}
