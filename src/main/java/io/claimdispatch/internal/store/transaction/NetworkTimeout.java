package io.claimdispatch.internal.store.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;

/**
 * How long the driver waits for an answer of the server. Set and taken back without a round trip by the drivers that know it.
 *
 * @param before milliseconds that stood there; 0 is for ever
 */
record NetworkTimeout(int before) {

    /**
     * Sets it, unless the data source has a shorter one.
     *
     * @throws SQLException or whatever else a driver or wrapper throws that does not know it
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
     * Whether a failure to set it says that the driver never will: each further try would cost an exception, and GlassFish's
     * pool writes every one into the log.
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
