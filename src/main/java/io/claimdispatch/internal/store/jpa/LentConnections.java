package io.claimdispatch.internal.store.jpa;

import io.claimdispatch.internal.common.Log;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Closes the connections that some work has borrowed when it ends. EclipseLink keeps those of a transaction until the
 * transaction is over, after the end of the session bean that began it. GlassFish then does not remove them from the
 * bean's list, enlists them in the bean's next transaction although they are back in the pool, and lends one of them
 * without a transaction: its writes were committed at once, whatever became of the caller's transaction.
 */
final class LentConnections {

    private static final Log LOG = Log.of(LentConnections.class);

    private final ThreadLocal<@Nullable Deque<Connection>> borrowed = new ThreadLocal<>();

    /** Runs work, and then closes the connections lent to this thread meanwhile, last one first. */
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

    /** Records a connection lent to this thread. */
    void add(Connection connection) {
        Deque<Connection> own = borrowed.get();
        if (own != null) {
            own.push(connection);
        }
    }

    /** Closes a connection. Its borrower may have closed it already, or close it again; that is harmless. */
    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException | RuntimeException e) {
            LOG.debug("a connection that JPA has used cannot be given back", e);
        }
    }
}
