package io.claimdispatch.internal.store.dialect.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;

/**
 * What a transaction of ours needs of the server, in one round trip, and until its end only.
 *
 * <p><b>Isolation.</b> The statements are written for READ COMMITTED, and take care of themselves; with a stricter default,
 * two coordinators that meet would fail each other all the time.
 *
 * <p><b>Plans.</b> The statements of the loop are planned anew each time, for the table as it is. A loop begins on an empty
 * table, and PostgreSQL keeps the plan that is best for that one, which reads the whole table, until the next ANALYZE: minutes
 * in which a backlog that grows quickly was measured to be worked off ten times slower. A planning costs less than a
 * millisecond, and serves hundreds of rows. All of them have an index to go by, so the whole table is never worth a
 * look, however small the statistics say it is.
 *
 * <p><b>Times.</b> A node whose network goes silent leaves its transaction on the server, which would keep it, and the
 * locks on its rows, until TCP gives up after hours. No node could complete those rows meanwhile.
 *
 * @see <a href="https://www.postgresql.org/docs/current/runtime-config-query.html#GUC-PLAN-CACHE-MODE">plan_cache_mode</a>
 * @see <a href="https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-IDLE-IN-TRANSACTION-SESSION-TIMEOUT">
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

    /** Before anything else in the transaction. */
    static void begin(Connection connection, Duration timeout) throws SQLException {
        execute(connection, BEGIN, timeout);
    }

    /** The last of the times alone, and until the transaction ends: what else holds for it is its owner's. */
    static void bound(Connection connection, Duration timeout) throws SQLException {
        execute(connection, IDLE, timeout);
    }

    private static void execute(Connection connection, String statements, Duration timeout) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(String.format(Locale.ROOT, statements, timeout.toMillis()));
        }
    }
}
