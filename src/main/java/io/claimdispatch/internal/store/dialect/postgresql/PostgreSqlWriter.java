package io.claimdispatch.internal.store.dialect.postgresql;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.problem.Escaped;
import io.claimdispatch.internal.store.publish.NumberedRow;
import io.claimdispatch.internal.store.publish.NumberedRow.Key;
import io.claimdispatch.internal.store.publish.RowWriter;
import io.claimdispatch.internal.store.sql.Chunks;
import io.claimdispatch.internal.store.sql.NamedSql;
import io.claimdispatch.internal.store.sql.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Inserts many rows with one statement. A row whose key is taken is left out; if another publisher has just inserted
 * the key, the statement waits for the end of that transaction. Its conflict clause matches the index of this version,
 * the constraint of version 1, and both together: during an upgrade a table has first the constraint, then both, then
 * the index.
 *
 * @param insert {@code insert_rows}
 * @param find {@code find_keys}
 */
record PostgreSqlWriter(NamedSql insert, NamedSql find) implements RowWriter {

    private static final int ATTEMPTS = 5;

    PostgreSqlWriter(Statements sql) {
        this(sql.get("insert_rows"), sql.get("find_keys"));
    }

    @Override
    public void write(Connection connection, TableName table, Collection<NumberedRow> rows) throws SQLException {
        insert(connection, table, rows);
    }

    @Override
    public Map<Key, Long> writeKeyed(Connection connection, TableName table, Collection<NumberedRow> rows)
            throws SQLException {
        Map<Key, Long> holders = new HashMap<>();
        List<NumberedRow> left = List.copyOf(rows);
        // more than once only if the existing row has been deleted meanwhile
        for (int attempt = 1; !left.isEmpty(); attempt++) {
            if (attempt > ATTEMPTS) {
                throw new SQLException("the holder of a key comes and goes: "
                        + Escaped.of(left.get(0).key().toString()));
            }
            Set<Long> stored = insert(connection, table, left);
            List<NumberedRow> refused = new ArrayList<>();
            for (NumberedRow row : left) {
                if (stored.contains(row.id())) {
                    holders.put(row.key(), row.id());
                } else {
                    refused.add(row);
                }
            }
            find(connection, table, refused, holders);
            left = refused.stream()
                    .filter(row -> !holders.containsKey(row.key()))
                    .toList();
        }
        return holders;
    }

    private Set<Long> insert(Connection connection, TableName table, Collection<NumberedRow> rows) throws SQLException {
        Set<Long> stored = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(insert.on(table))) {
            for (List<NumberedRow> chunk : Chunks.of(List.copyOf(rows), NumberedRow::chars)) {
                new Columns<>(connection, statement, chunk)
                        .column("bigint", NumberedRow::id)
                        .column("varchar", row -> row.row().type())
                        .column("text", row -> row.row().payload())
                        .column("integer", NumberedRow::payloadSize)
                        .column("varchar", row -> row.row().key())
                        .column("smallint", row -> row.row().priority().level())
                        .column("timestamptz", row -> PostgreSqlDialect.literal(row.eligibleAt()))
                        .column("timestamptz", row -> PostgreSqlDialect.literal(row.now()));
                try (ResultSet ids = statement.executeQuery()) {
                    while (ids.next()) {
                        stored.add(ids.getLong(1));
                    }
                }
            }
        }
        return stored;
    }

    private void find(Connection connection, TableName table, List<NumberedRow> refused, Map<Key, Long> holders)
            throws SQLException {
        if (refused.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(find.on(table))) {
            new Columns<>(connection, statement, refused)
                    .column("varchar", row -> row.row().type())
                    .column("varchar", row -> row.row().key());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    holders.put(new Key(rows.getString(1), rows.getString(2)), rows.getLong(3));
                }
            }
        }
    }
}
