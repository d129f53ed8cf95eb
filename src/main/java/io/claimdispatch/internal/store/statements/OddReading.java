package io.claimdispatch.internal.store.statements;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.Dialect;
import io.claimdispatch.internal.store.OddRows;
import io.claimdispatch.internal.store.StorableTime;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads which rows wait for what never comes: rows in a state that this version does not know, and waiting rows whose time
 * lies behind the last that can be published. No index tells them, so the primary key is walked.
 *
 * @param dialect for the times
 * @param stretches of the primary key
 */
public record OddReading(Dialect dialect, RowPruning stretches) {

    /** As a list in SQL. */
    static final String KNOWN = "'" + String.join("', '", OddRows.knownStates()) + "'";

    OddRows odd(Connection connection, TableName table, long after, int size) throws SQLException {
        Long last = stretches.last(connection, table, after, size);
        List<OddRows.Row> odd = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(Sql.on(table, stretch()))) {
            new Binding(dialect, statement)
                    .number(after)
                    .number(last == null ? Long.MAX_VALUE : last)
                    .instant(StorableTime.LATEST);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    odd.add(new OddRows.Row(rows.getLong(1), rows.getString(2)));
                }
            }
        }
        return new OddRows(odd, last);
    }

    private String stretch() {
        RowPruning.Words words = stretches.words();
        return "SELECT id, state FROM action_logs " + words.byId() + " WHERE id > ? AND id <= ? AND (" + words.state()
                + " NOT IN (" + KNOWN + ") OR " + words.state() + " = 'WAITING' AND end_at > ?) ORDER BY id "
                + words.unlocked();
    }
}
