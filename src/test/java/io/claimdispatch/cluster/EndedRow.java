package io.claimdispatch.cluster;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * An action as the table shows it in the end.
 *
 * @param created in microseconds since 1970
 * @param errors of its failed attempts, or an empty text
 */
record EndedRow(long id, String key, String state, long created, String errors) {

    static List<EndedRow> all(ClusterDatabase database) throws SQLException {
        List<EndedRow> rows = new ArrayList<>();
        database.forEach(
                "SELECT id, idempotency_key, state, " + ClusterDatabase.micros("created_at")
                        + ", coalesce(errors, '') FROM action_logs",
                row -> rows.add(new EndedRow(
                        row.getLong(1), row.getString(2), row.getString(3), row.getLong(4), row.getString(5))));
        return rows;
    }
}
