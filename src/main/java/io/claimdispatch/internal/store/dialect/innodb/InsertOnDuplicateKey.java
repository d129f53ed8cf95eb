package io.claimdispatch.internal.store.dialect.innodb;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.problem.Escaped;
import io.claimdispatch.internal.store.Dialect;
import io.claimdispatch.internal.store.publish.BatchWriting;
import io.claimdispatch.internal.store.publish.BulkWriting;
import io.claimdispatch.internal.store.publish.ListWriting;
import io.claimdispatch.internal.store.publish.NumberedRow;
import io.claimdispatch.internal.store.publish.NumberedRow.Key;
import io.claimdispatch.internal.store.publish.RowWriter;
import io.claimdispatch.internal.store.sql.Binding;
import io.claimdispatch.internal.store.sql.Chunks;
import io.claimdispatch.internal.store.sql.NamedSql;
import io.claimdispatch.internal.store.sql.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Looks up the keys first, inserts rows whose keys seem free, and then finds the owners of the keys.
 *
 * <p>The first look-up avoids a lock: {@code ON DUPLICATE KEY UPDATE} locks the existing row until the publisher's
 * transaction ends, which blocks that row's completion and heartbeat.
 *
 * <p>If three transactions publish one key at once and the first rolls back, InnoDB ends one of the others as a
 * deadlock, for every form of insert.
 *
 * @param dialect binds and reads texts
 * @param bulk inserts rows without keys
 * @param keyed inserts rows with keys, as lists, which no driver turns into a bulk
 * @param find {@code find_keys}
 * @param findNow {@code find_keys_now}
 */
record InsertOnDuplicateKey(Dialect dialect, BulkWriting bulk, ListWriting keyed, NamedSql find, NamedSql findNow)
        implements RowWriter {

    InsertOnDuplicateKey(Dialect dialect, Statements sql, BatchWriting batch) {
        this(
                dialect,
                new BulkWriting(batch, new ListWriting(dialect, sql.get("insert_rows")), sql.get("in_transaction")),
                new ListWriting(dialect, sql.get("insert_rows_with_free_keys")),
                sql.get("find_keys"),
                sql.get("find_keys_now"));
    }

    @Override
    public void write(Connection connection, TableName table, Collection<NumberedRow> rows) throws SQLException {
        bulk.write(connection, table, rows);
    }

    @Override
    public Map<Key, Long> writeKeyed(Connection connection, TableName table, Collection<NumberedRow> rows)
            throws SQLException {
        Map<Key, Long> holders = new HashMap<>(find(connection, table, find, rows));
        List<NumberedRow> free =
                rows.stream().filter(row -> !holders.containsKey(row.key())).toList();
        if (!free.isEmpty()) {
            keyed.write(connection, table, free);
            holders.putAll(find(connection, table, findNow, free));
        }
        for (NumberedRow row : free) {
            if (!holders.containsKey(row.key())) {
                throw new SQLException(
                        "the id " + row.id() + " of " + Escaped.of(String.valueOf(row.key())) + " is taken",
                        "23000",
                        1062);
            }
        }
        return holders;
    }

    private Map<Key, Long> find(Connection connection, TableName table, NamedSql sql, Collection<NumberedRow> rows)
            throws SQLException {
        Map<Key, Long> found = new HashMap<>();
        Map<String, List<String>> keys = rows.stream()
                .map(NumberedRow::key)
                .collect(Collectors.groupingBy(Key::type, Collectors.mapping(Key::key, Collectors.toList())));
        for (Map.Entry<String, List<String>> type : keys.entrySet()) {
            for (List<String> chunk : Chunks.of(type.getValue())) {
                find(connection, sql.on(table, chunk.size()), type.getKey(), chunk, found);
            }
        }
        return found;
    }

    private void find(Connection connection, String sql, String type, List<String> keys, Map<Key, Long> found)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            new Binding(dialect, statement).string(type).strings(keys);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(new Key(type, rows.getString(1)), rows.getLong(2));
                }
            }
        }
    }
}
