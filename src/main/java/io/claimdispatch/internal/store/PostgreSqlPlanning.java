package io.claimdispatch.internal.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Has the statements of the loop planned anew each time, for the table as it is. A loop begins on an empty table, and
 * PostgreSQL keeps the plan that is best for that one, which reads the whole table, until the next ANALYZE: minutes in
 * which a backlog that grows quickly was measured to be worked off ten times slower. A planning costs less than a
 * millisecond, and serves hundreds of rows. All of them have an index to go by, so the whole table is never worth a
 * look, however small the statistics say it is.
 *
 * @see <a href="https://www.postgresql.org/docs/current/runtime-config-query.html#GUC-PLAN-CACHE-MODE">plan_cache_mode</a>
 */
final class PostgreSqlPlanning {

    private PostgreSqlPlanning() {}

    /** Until the end of the transaction. */
    static void eachTime(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL plan_cache_mode = force_custom_plan; SET LOCAL enable_seqscan = off");
        }
    }
}
