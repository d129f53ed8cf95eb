package io.claimdispatch.internal.store.transaction;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.OngoingCall;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The transactions of our own that are under way, so that one that does not come back is noticed. */
@Component
public class DatabaseCalls {

    private static final Log LOG = Log.of(DatabaseCalls.class);

    private final Set<Call> calls = ConcurrentHashMap.newKeySet();

    /** The current thread begins one. */
    Call begin(String doing) {
        Call call = new Call(doing);
        calls.add(call);
        return call;
    }

    /** Those that have been under way for longer. */
    public List<Call> longerThan(Duration time) {
        return calls.stream().filter(call -> call.age().compareTo(time) > 0).toList();
    }

    /** One transaction, from asking for a connection to giving it back. */
    public final class Call extends OngoingCall implements AutoCloseable {

        private volatile @Nullable Connection connection;

        private Call(String doing) {
            super(doing);
        }

        /**
         * It has got its connection. Kept is the driver's own, as far as it can be had: the wrapper of a pool may wait for
         * the very statement that is to be ended.
         */
        void on(Connection lent) throws SQLException {
            Connection own = lent.getMetaData().getConnection();
            connection = own == null ? lent : own;
        }

        /** Ends the connection under it, if it has got one: the thread comes back with an error. */
        public void abort() {
            Connection hanging = connection;
            if (hanging != null && calls.contains(this)) {
                try {
                    hanging.abort(Runnable::run);
                } catch (SQLException | RuntimeException | AbstractMethodError e) {
                    LOG.log(Level.DEBUG, "a connection that hangs cannot be ended", e);
                }
            }
        }

        @Override
        public void close() {
            connection = null;
            calls.remove(this);
        }
    }
}
