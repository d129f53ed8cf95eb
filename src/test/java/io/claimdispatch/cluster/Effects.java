package io.claimdispatch.cluster;

import io.claimdispatch.cluster.app.AtomicWorker;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What atomic tasks have done in the application's own table, compared with what our table says of them. */
final class Effects {

    private Effects() {}

    static void createTable(ClusterDatabase database) throws SQLException {
        database.execute("CREATE TABLE " + AtomicWorker.TABLE + " (row_id bigint NOT NULL, attempt integer NOT NULL)");
    }

    /**
     * Actions that are processed and do not have one effect, or are not and have one. Empty at any moment, and not only in
     * the end: it is one statement, which sees both tables at the same time.
     */
    static List<String> atVariance(ClusterDatabase database) throws SQLException {
        List<String> found = new ArrayList<>();
        database.forEach(
                "SELECT coalesce(id, row_id), coalesce(state, 'not there'), coalesce(effects, 0)"
                        + " FROM (SELECT id, state, processed_at FROM action_logs WHERE type LIKE 'atomic.%') a"
                        + " FULL JOIN (SELECT row_id, count(*) AS effects FROM " + AtomicWorker.TABLE
                        + " GROUP BY row_id) e ON row_id = id"
                        + " WHERE CASE WHEN processed_at IS NULL THEN 0 ELSE 1 END <> coalesce(effects, 0)",
                row -> found.add(
                        "row " + row.getLong(1) + " is " + row.getString(2) + ", its effects are " + row.getLong(3)));
        return found;
    }
}
