package io.claimdispatch.internal.store.publish;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.sql.Binding;
import io.claimdispatch.internal.store.sql.Chunks;
import io.claimdispatch.internal.store.sql.ColumnTypes;
import io.claimdispatch.internal.store.sql.NamedSql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/**
 * Inserts many rows per statement, which no driver turns into a batch.
 *
 * @param columns for the times
 * @param insert {@code insert_rows}, or another statement with the same parameters
 */
public record ListWriting(ColumnTypes columns, NamedSql insert) {

    /** The maximum size of one statement's rows, far below any {@code max_allowed_packet}. */
    static final long CHARS = 250_000;

    public void write(Connection connection, TableName table, Collection<NumberedRow> rows) throws SQLException {
        for (List<NumberedRow> chunk : Chunks.of(List.copyOf(rows), NumberedRow::chars, CHARS)) {
            try (PreparedStatement statement = connection.prepareStatement(insert.withEach(table, chunk.size()))) {
                Binding binding = new Binding(columns, statement);
                for (NumberedRow each : chunk) {
                    BatchWriting.bind(binding, each);
                }
                statement.executeUpdate();
            }
        }
    }
}
