package io.claimdispatch.internal.store.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;

/**
 * The driver's timeout for an answer of the server. Drivers that support it set and restore it without a round trip.
 *
 * @param before the previous value in milliseconds; 0 means no limit
 */
record NetworkTimeout(int before) {

    /**
     * Sets the timeout, unless the data source has a shorter one.
     *
     * @throws SQLException or any other exception of a driver or wrapper that does not support it
     */
    static NetworkTimeout set(Connection connection, Duration limit) throws SQLException {
        int before = connection.getNetworkTimeout();
        int millis = (int) Math.min(Integer.MAX_VALUE, limit.toMillis());
        if (before <= 0 || before > millis) {
            connection.setNetworkTimeout(Runnable::run, millis);
        }
        return new NetworkTimeout(before);
    }

    /**
     * Whether the driver will never support it: each further try would cost an exception, and GlassFish's pool logs
     * every one.
     */
    static boolean isUnsupported(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLFeatureNotSupportedException || cause instanceof AbstractMethodError) {
                return true;
            }
        }
        return false;
    }

    void restore(Connection connection) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, before);
    }
}
