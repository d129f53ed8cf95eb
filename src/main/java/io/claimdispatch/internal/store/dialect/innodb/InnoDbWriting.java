package io.claimdispatch.internal.store.dialect.innodb;

import io.claimdispatch.internal.common.Escaped;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.Dialect;
import io.claimdispatch.internal.store.statements.Binding;
import io.claimdispatch.internal.store.statements.BulkWriting;
import io.claimdispatch.internal.store.statements.Chunks;
import io.claimdispatch.internal.store.statements.NumberedRow;
import io.claimdispatch.internal.store.statements.NumberedRow.Key;
import io.claimdispatch.internal.store.statements.RowInserting;
import io.claimdispatch.internal.store.statements.Sql;
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
 * Looks first, inserts what seems free, and asks who has the keys now.
 *
 * <p>The first look saves a lock: {@code ON DUPLICATE KEY UPDATE} locks the row that is in the way until the publisher's
 * transaction ends, and with it that row's completion and heartbeat.
 *
 * <p>If three publish one key at once and the first of them rolls back, InnoDB ends one of the others as a deadlock; it does
 * so for every form of insert.
 *
 * @param dialect for the texts
 * @param bulk the insert; keyed rows go as lists, of which no driver makes a bulk
 * @param current before statements that must see what is committed now
 */
record InnoDbWriting(Dialect dialect, BulkWriting bulk, String current) implements RowInserting.Writing {

    private static final String FIND =
            "SELECT idempotency_key, id FROM action_logs WHERE type = ? AND idempotency_key IN (?*)";

    @Override
    public void write(Connection connection, TableName table, Collection<NumberedRow> rows) throws SQLException {
        bulk.write(connection, table, rows);
    }

    @Override
    public Map<Key, Long> writeKeyed(Connection connection, TableName table, Collection<NumberedRow> rows)
            throws SQLException {
        Map<Key, Long> holders = new HashMap<>(find(connection, table, FIND, rows));
        List<NumberedRow> free =
                rows.stream().filter(row -> !holders.containsKey(row.key())).toList();
        if (!free.isEmpty()) {
            bulk.lists().ending("ON DUPLICATE KEY UPDATE id = id").write(connection, table, free);
            // A locking read: another one would miss what was committed after the transaction's first read.
            holders.putAll(find(connection, table, current + FIND + " LOCK IN SHARE MODE", free));
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

    private Map<Key, Long> find(Connection connection, TableName table, String sql, Collection<NumberedRow> rows)
            throws SQLException {
        Map<Key, Long> found = new HashMap<>();
        Map<String, List<String>> keys = rows.stream()
                .map(NumberedRow::key)
                .collect(Collectors.groupingBy(Key::type, Collectors.mapping(Key::key, Collectors.toList())));
        for (Map.Entry<String, List<String>> type : keys.entrySet()) {
            for (List<String> chunk : Chunks.of(type.getValue())) {
                find(connection, Sql.on(table, sql, chunk.size()), type.getKey(), chunk, found);
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
