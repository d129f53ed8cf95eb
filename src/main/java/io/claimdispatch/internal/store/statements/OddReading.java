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
 * @param stretch {@code stretch_odd}
 */
public record OddReading(Dialect dialect, RowPruning stretches, NamedSql stretch) {

    public OddReading(Dialect dialect, Statements sql, RowPruning stretches) {
        this(dialect, stretches, sql.get("stretch_odd"));
    }

    OddRows odd(Connection connection, TableName table, long after, int size) throws SQLException {
        Long last = stretches.last(connection, table, after, size);
        List<OddRows.Row> odd = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(stretch.on(table))) {
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
}
