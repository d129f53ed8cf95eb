package io.claimdispatch.internal.store.statements;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/**
 * Many rows a statement, which no driver makes a batch of.
 *
 * @param dialect for the times
 * @param insert up to the first row
 * @param row in the order of {@link BatchWriting#bind}
 * @param end after the last row
 */
public record ListWriting(Dialect dialect, String insert, String row, String end) {

    /** What the rows of one statement may bring into it: it stays far below any {@code max_allowed_packet}. */
    static final long CHARS = 250_000;

    public ListWriting ending(String newEnd) {
        return new ListWriting(dialect, insert, row, newEnd);
    }

    public void write(Connection connection, TableName table, Collection<NumberedRow> rows) throws SQLException {
        for (List<NumberedRow> chunk : Chunks.of(List.copyOf(rows), NumberedRow::chars, CHARS)) {
            try (PreparedStatement statement = connection.prepareStatement(text(table, chunk.size()))) {
                Binding binding = new Binding(dialect, statement);
                for (NumberedRow each : chunk) {
                    BatchWriting.bind(binding, each);
                }
                statement.executeUpdate();
            }
        }
    }

    private String text(TableName table, int rows) {
        return Sql.on(table, insert) + row + (",\n" + row).repeat(rows - 1) + "\n" + end;
    }
}
