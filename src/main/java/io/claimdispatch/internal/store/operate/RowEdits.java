package io.claimdispatch.internal.store.operate;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.sql.Binding;
import io.claimdispatch.internal.store.sql.ColumnTypes;
import io.claimdispatch.internal.store.sql.NamedSql;
import io.claimdispatch.internal.store.sql.Statements;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Replaces the payloads of rows that no node has claimed.
 *
 * @param columns for times and texts
 * @param edit {@code edit_payload}
 */
public record RowEdits(ColumnTypes columns, NamedSql edit) {

    public RowEdits(ColumnTypes columns, Statements sql) {
        this(columns, sql.get("edit_payload"));
    }

    /**
     * Replaces a payload.
     *
     * @return false if the row is not there, is claimed, or was processed
     */
    public boolean edit(Connection connection, TableName table, long id, String payload, Instant now)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(edit.on(table))) {
            new Binding(columns, statement)
                    .text(payload)
                    .number(payload.getBytes(StandardCharsets.UTF_8).length)
                    .instant(now)
                    .number(id);
            return statement.executeUpdate() == 1;
        }
    }
}
