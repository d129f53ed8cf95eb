package io.claimdispatch.internal.store.sql;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.row.ClaimRef;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the claims that still hold, and locks their rows in the order of ids. Used before a batch of updates, since
 * drivers need not report which statements of a batch matched a row.
 *
 * @param columns of the statement
 * @param lock selects id and token of claimed rows and locks them, {@code complete_lock} or {@code lease_lock}
 */
public record Fence(ColumnTypes columns, NamedSql lock) {

    public Set<ClaimRef> held(Connection connection, TableName table, List<ClaimRef> refs) throws SQLException {
        Set<ClaimRef> held = new HashSet<>();
        List<Long> ids = refs.stream().map(ClaimRef::id).distinct().sorted().toList();
        for (List<Long> chunk : Chunks.of(ids)) {
            try (PreparedStatement statement = connection.prepareStatement(lock.on(table, chunk.size()))) {
                new Binding(columns, statement).numbers(chunk);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        held.add(new ClaimRef(table, rows.getLong(1), rows.getLong(2)));
                    }
                }
            }
        }
        return refs.stream().filter(held::contains).collect(Collectors.toSet());
    }
}
