package io.claimdispatch.internal.store.publish;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.failure.SqlStates;
import io.claimdispatch.internal.store.sql.Binding;
import io.claimdispatch.internal.store.sql.ColumnTypes;
import io.claimdispatch.internal.store.sql.NamedSql;
import io.claimdispatch.internal.store.sql.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Inserts on databases whose transactions stay usable after a failed statement: inserts, and finds the owner of the key
 * if it is taken. Such an insert waits for another publisher of the same key.
 *
 * @param columns for the texts
 * @param batch inserts rows without keys
 * @param find {@code find_key}
 * @param findNow {@code find_key_now}
 */
public record InsertThenLookUp(ColumnTypes columns, BatchWriting batch, NamedSql find, NamedSql findNow)
        implements RowWriter {

    private static final int ATTEMPTS = 5;

    public InsertThenLookUp(ColumnTypes columns, Statements sql, BatchWriting batch) {
        this(columns, batch, sql.get("find_key"), sql.get("find_key_now"));
    }

    @Override
    public void write(Connection connection, TableName table, Collection<NumberedRow> rows) throws SQLException {
        batch.write(connection, table, rows);
    }

    @Override
    public Map<NumberedRow.Key, Long> writeKeyed(Connection connection, TableName table, Collection<NumberedRow> rows)
            throws SQLException {
        Map<NumberedRow.Key, Long> holders = new HashMap<>();
        try (PreparedStatement insert =
                connection.prepareStatement(batch.insert().on(table))) {
            for (NumberedRow row : rows) {
                holders.put(row.key(), write(connection, table, insert, row));
            }
        }
        return holders;
    }

    private long write(Connection connection, TableName table, PreparedStatement insert, NumberedRow row)
            throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                batch.bind(insert, row);
                insert.executeUpdate();
                return row.id();
            } catch (SQLException e) {
                if (!SqlStates.isDuplicate(e)) {
                    throw e;
                }
                Long holder = holder(connection, table, row.key());
                if (holder != null) {
                    return holder;
                }
                // deleted between the two statements, or the duplicate is not the key
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private @Nullable Long holder(Connection connection, TableName table, NumberedRow.Key key) throws SQLException {
        Long seen = find(connection, find.on(table), key);
        return seen != null ? seen : find(connection, findNow.on(table), key);
    }

    private @Nullable Long find(Connection connection, String sql, NumberedRow.Key key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            new Binding(columns, statement).string(key.type()).string(key.key());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getLong(1) : null;
            }
        }
    }
}
