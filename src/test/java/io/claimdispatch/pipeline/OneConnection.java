package io.claimdispatch.pipeline;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A pool of exactly one connection. Threads wait for each other; a thread that asks for a second one while it has the first
 * would wait for itself, and is told so at once.
 */
final class OneConnection implements ServerDataSource.Source, AutoCloseable {

    private final ServerDataSource.Source source;
    private final Semaphore place = new Semaphore(1, true);
    private final List<String> wanted = new CopyOnWriteArrayList<>();
    private volatile @Nullable Thread holder;
    private volatile @Nullable Connection only;

    OneConnection(ServerDataSource.Source source) {
        this.source = source;
    }

    /** Where a second one was asked for: the frames of each. */
    List<String> wanted() {
        return wanted;
    }

    @Override
    public Connection connect() throws SQLException {
        if (holder == Thread.currentThread()) {
            wanted.add(StackWalker.getInstance()
                    .walk(frames -> frames.filter(frame -> frame.getClassName().startsWith("io.claimdispatch.internal"))
                            .limit(8)
                            .toList())
                    .toString());
            throw new SQLTransientConnectionException("this thread has the only connection already");
        }
        try {
            if (!place.tryAcquire(30, TimeUnit.SECONDS)) {
                throw new SQLTransientConnectionException("no connection is free");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException(e);
        }
        try {
            Connection connection = only;
            if (connection == null || connection.isClosed()) {
                connection = source.connect();
                only = connection;
            }
            Connection lent = lent(connection);
            holder = Thread.currentThread();
            return lent;
        } catch (SQLException | RuntimeException | Error e) {
            place.release();
            throw e;
        }
    }

    private Connection lent(Connection connection) {
        AtomicBoolean closed = new AtomicBoolean();
        return (Connection) Proxy.newProxyInstance(
                OneConnection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, given) -> {
                    if (method.getName().equals("close")) {
                        if (closed.compareAndSet(false, true)) {
                            holder = null;
                            place.release();
                        }
                        return null;
                    }
                    try {
                        return method.invoke(connection, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public void close() throws SQLException {
        Connection connection = only;
        if (connection != null) {
            connection.abort(Runnable::run);
        }
    }
}
