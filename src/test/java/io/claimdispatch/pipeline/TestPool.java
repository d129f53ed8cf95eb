package io.claimdispatch.pipeline;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientConnectionException;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A pool as servers have it: bounded, waits for a while, looks whether a connection lives before it lends it. It also looks
 * whether connections come back as they went.
 */
final class TestPool implements ServerDataSource.Source, AutoCloseable {

    private final ServerDataSource.Source source;
    private final Semaphore places;
    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();
    private final Queue<Connection> all = new ConcurrentLinkedQueue<>();
    private final List<String> changed = new CopyOnWriteArrayList<>();
    private volatile Runnable beforeCommit = () -> {};
    private volatile boolean knowsTimeouts = true;

    TestPool(ServerDataSource.Source source, int size) {
        this.source = source;
        this.places = new Semaphore(size);
    }

    /** On the committing thread. */
    void beforeCommit(Runnable hook) {
        beforeCommit = hook;
    }

    /** Its connections refuse timeouts, as some drivers and wrappers do. */
    void knowNoTimeouts() {
        knowsTimeouts = false;
    }

    /** A connection, if one is free. */
    Optional<Connection> tryConnect() throws SQLException {
        try {
            return Optional.of(connect());
        } catch (SQLTransientConnectionException e) {
            return Optional.empty();
        }
    }

    /** What was not as it had been when a connection came back. */
    List<String> changed() {
        return changed;
    }

    @Override
    public Connection connect() throws SQLException {
        try {
            if (!places.tryAcquire(300, TimeUnit.MILLISECONDS)) {
                throw new SQLTransientConnectionException("no connection is free");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException(e);
        }
        try {
            return lent(living());
        } catch (SQLException | RuntimeException | Error e) {
            places.release();
            throw e;
        }
    }

    private Connection living() throws SQLException {
        for (Connection next = idle.poll(); next != null; next = idle.poll()) {
            if (answers(next)) {
                return next;
            }
            next.close();
        }
        Connection opened = source.connect();
        all.add(opened);
        return opened;
    }

    /** A bound on the validation itself: not every driver keeps to the one that isValid is given. */
    private static boolean answers(Connection connection) throws SQLException {
        int before = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, 500);
        if (!connection.isValid(1)) {
            return false;
        }
        connection.setNetworkTimeout(Runnable::run, before);
        return true;
    }

    private Connection lent(Connection connection) throws SQLException {
        int timeout = connection.getNetworkTimeout();
        AtomicBoolean closed = new AtomicBoolean();
        return (Connection) Proxy.newProxyInstance(
                TestPool.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, given) -> {
                    switch (method.getName()) {
                        case "close" -> {
                            if (closed.compareAndSet(false, true)) {
                                takeBack(connection, timeout);
                            }
                            return null;
                        }
                        case "commit" -> beforeCommit.run();
                        case "getNetworkTimeout", "setNetworkTimeout" -> {
                            if (!knowsTimeouts) {
                                throw new SQLFeatureNotSupportedException(method.getName());
                            }
                        }
                        default -> {}
                    }
                    try {
                        return method.invoke(connection, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void takeBack(Connection connection, int timeout) throws SQLException {
        try {
            if (!connection.isClosed()) {
                if (!connection.getAutoCommit() || connection.getNetworkTimeout() != timeout) {
                    changed.add("auto commit " + connection.getAutoCommit() + ", network timeout "
                            + connection.getNetworkTimeout());
                }
                idle.push(connection);
            }
        } finally {
            places.release();
        }
    }

    @Override
    public void close() throws SQLException {
        for (Connection each : all) {
            each.abort(Runnable::run);
        }
    }
}
