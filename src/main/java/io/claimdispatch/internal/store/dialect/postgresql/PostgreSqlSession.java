package io.claimdispatch.internal.store.dialect.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;

/**
 * Sets what our own transactions need on the server, in one round trip, and only until their end.
 *
 * <p><b>Isolation.</b> The statements are written for READ COMMITTED; with a stricter default, two coordinators that
 * collide would make each other fail all the time.
 *
 * <p><b>Plans.</b> The statements of the loop are planned anew each time, for the current table. A loop begins on an
 * empty table, and PostgreSQL keeps the best plan for that, a scan of the whole table, until the next ANALYZE: minutes
 * in which a quickly growing backlog was measured to be processed ten times slower. Planning costs less than a
 * millisecond, and serves hundreds of rows. Each statement has a suitable index, so a scan of the whole table is never
 * worth it, however small the statistics say the table is.
 *
 * <p><b>Timeouts.</b> A node whose network goes silent leaves its transaction on the server, which would keep it, and
 * the locks on its rows, until TCP gives up after hours. Meanwhile no node could complete those rows.
 *
 * @see <a
 *     href="https://www.postgresql.org/docs/current/runtime-config-query.html#GUC-PLAN-CACHE-MODE">plan_cache_mode</a>
 * @see <a
 *     href="https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-IDLE-IN-TRANSACTION-SESSION-TIMEOUT">
 *     idle_in_transaction_session_timeout</a>
 */
final class PostgreSqlSession {

    private static final String IDLE = "SET LOCAL idle_in_transaction_session_timeout = %1$d";

    private static final String BEGIN = """
            SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
            SET LOCAL plan_cache_mode = force_custom_plan;
            SET LOCAL enable_seqscan = off;
            SET LOCAL lock_timeout = %1$d;
            SET LOCAL statement_timeout = %1$d;
            """ + IDLE;

    private PostgreSqlSession() {}

    /** Call this before anything else in the transaction. */
    static void begin(Connection connection, Duration timeout) throws SQLException {
        execute(connection, BEGIN, timeout);
    }

    /**
     * Sets only the last timeout, until the transaction ends; all other settings are left to the transaction's owner.
     */
    static void bound(Connection connection, Duration timeout) throws SQLException {
        execute(connection, IDLE, timeout);
    }

    private static void execute(Connection connection, String statements, Duration timeout) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(String.format(Locale.ROOT, statements, timeout.toMillis()));
        }
    }
}
