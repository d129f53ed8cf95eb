package io.claimdispatch.internal.store.publish;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.sql.Batch;
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
 * Inserts with one statement per row, sent in batches.
 *
 * @param columns for the times
 * @param insert {@code insert_row}
 * @param batches see {@link Batch#collects}
 */
public record BatchWriting(ColumnTypes columns, NamedSql insert, boolean batches) {

    void write(Connection connection, TableName table, Collection<NumberedRow> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(insert.on(table))) {
            Batch batch = new Batch(statement, batches && rows.size() > 1);
            for (List<NumberedRow> chunk : Chunks.of(List.copyOf(rows), NumberedRow::chars)) {
                for (NumberedRow row : chunk) {
                    bind(statement, row);
                    batch.add();
                }
                batch.send();
            }
        }
    }

    void bind(PreparedStatement statement, NumberedRow row) throws SQLException {
        bind(new Binding(columns, statement), row);
    }

    /** Binds the nine parameters of a row. */
    static void bind(Binding binding, NumberedRow row) throws SQLException {
        binding.number(row.id())
                .string(row.row().type())
                .text(row.row().payload())
                .number(row.payloadSize())
                .string(row.row().key())
                .number(row.row().priority().level())
                .instant(row.eligibleAt())
                .instant(row.now())
                .instant(row.now());
    }
}
