package io.claimdispatch.pipeline;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** A pool of one, which waits for nothing. */
final class SingleConnection implements ServerDataSource.Source {

    private final ServerDataSource.Source source;
    private final AtomicBoolean isLent = new AtomicBoolean();
    private volatile boolean isAsked;

    SingleConnection(ServerDataSource.Source source) {
        this.source = source;
    }

    /** Whether a connection has been asked for. */
    boolean isAsked() {
        return isAsked;
    }

    /** Takes it as soon as it is free. */
    Connection take() {
        return await().pollInterval(Duration.ofMillis(5))
                .ignoreException(SQLTransientConnectionException.class)
                .until(this::connect, connection -> true);
    }

    @Override
    public Connection connect() throws SQLException {
        isAsked = true;
        if (!isLent.compareAndSet(false, true)) {
            throw new SQLTransientConnectionException("no connection is free");
        }
        AtomicBoolean isClosed = new AtomicBoolean();
        return Intercepted.of(Connection.class, source.connect(), (method, arguments, result) -> {
            boolean ends = method.equals("close") || method.equals("abort");
            if (ends && isClosed.compareAndSet(false, true)) {
                isLent.set(false);
            }
            return result;
        });
    }
}
