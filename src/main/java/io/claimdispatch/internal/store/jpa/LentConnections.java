package io.claimdispatch.internal.store.jpa;

import io.claimdispatch.internal.common.Log;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes back the connections that a piece of work has borrowed, at its end. EclipseLink keeps those of a transaction until that
 * is over, which is after the end of the session bean that it began in. GlassFish then forgets to strike them off the bean's
 * list, brings them into the next transaction of that bean although they lie in the pool, and lends one of them without
 * a transaction: what was written on it was committed at once, whatever became of the caller's.
 */
final class LentConnections {

    private static final Log LOG = Log.of(LentConnections.class);

    private final ThreadLocal<@Nullable Deque<Connection>> borrowed = new ThreadLocal<>();

    /** Runs work, and closes what was lent to this thread meanwhile, the last one first. */
    <T extends @Nullable Object> T during(Supplier<T> work) {
        Deque<Connection> outer = borrowed.get();
        Deque<Connection> own = new ArrayDeque<>();
        borrowed.set(own);
        try {
            return work.get();
        } finally {
            if (outer == null) {
                borrowed.remove();
            } else {
                borrowed.set(outer);
            }
            own.forEach(LentConnections::close);
        }
    }

    /** One has been lent to this thread. */
    void add(Connection connection) {
        Deque<Connection> own = borrowed.get();
        if (own != null) {
            own.push(connection);
        }
    }

    /** Who has borrowed it may have closed it, or may do so once more: neither does anything. */
    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException | RuntimeException e) {
            LOG.debug("a connection that JPA has used cannot be given back", e);
        }
    }
}
