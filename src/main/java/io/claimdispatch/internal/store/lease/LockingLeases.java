package io.claimdispatch.internal.store.lease;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.sql.Binding;
import io.claimdispatch.internal.store.sql.Chunks;
import io.claimdispatch.internal.store.sql.ColumnTypes;
import io.claimdispatch.internal.store.sql.Fence;
import io.claimdispatch.internal.store.sql.IdSequence;
import io.claimdispatch.internal.store.sql.NamedSql;
import io.claimdispatch.internal.store.sql.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the affected rows without locks, and then locks and changes them by their primary key.
 *
 * @param columns for the times
 * @param sequence for the clock
 * @param holding locks the rows to renew; skips rows that are just being completed if the database can, so that a
 *     heartbeat never waits
 * @param sql the statements
 */
public record LockingLeases(ColumnTypes columns, IdSequence sequence, Fence holding, LockingLeases.Texts sql)
        implements RowLeases {

    /**
     * The statements.
     *
     * @param held {@code lease_held}
     * @param renew {@code lease_renew}
     * @param execution {@code record_execution}
     */
    record Texts(NamedSql held, NamedSql renew, NamedSql execution) {}

    public LockingLeases(ColumnTypes columns, Statements sql, IdSequence sequence) {
        this(
                columns,
                sequence,
                new Fence(columns, sql.get("lease_lock")),
                new Texts(sql.get("lease_held"), sql.get("lease_renew"), sql.get("record_execution")));
    }

    @Override
    public Set<ClaimRef> renew(Connection connection, TableName table, String node, HeldLeases held, Duration lease)
            throws SQLException {
        if (held.tokens().isEmpty()) {
            return Set.of();
        }
        List<ClaimRef> refs = held(connection, table, node, held.tokens());
        refs.removeAll(held.except());
        Set<ClaimRef> locked = holding.held(connection, table, refs);
        List<Long> ids = locked.stream().map(ClaimRef::id).sorted().toList();
        Instant now = sequence.now(connection, table);
        for (List<Long> chunk : Chunks.of(ids)) {
            String renew = sql.renew().on(table, chunk.size());
            try (PreparedStatement statement = connection.prepareStatement(renew)) {
                new Binding(columns, statement)
                        .instant(now.plus(lease))
                        .instant(now)
                        .numbers(chunk);
                statement.executeUpdate();
            }
        }
        return locked;
    }

    private List<ClaimRef> held(Connection connection, TableName table, String node, Collection<Long> tokens)
            throws SQLException {
        List<ClaimRef> refs = new ArrayList<>();
        for (List<Long> chunk : Chunks.of(List.copyOf(tokens))) {
            String text = sql.held().on(table, chunk.size());
            try (PreparedStatement statement = connection.prepareStatement(text)) {
                new Binding(columns, statement).string(node).numbers(chunk);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        refs.add(new ClaimRef(table, rows.getLong(1), rows.getLong(2)));
                    }
                }
            }
        }
        return refs;
    }

    @Override
    public boolean recordExecution(Connection connection, ClaimRef ref, long executionId, @Nullable String note)
            throws SQLException {
        Instant now = sequence.now(connection, ref.table());
        try (PreparedStatement statement =
                connection.prepareStatement(sql.execution().on(ref.table()))) {
            new Binding(columns, statement)
                    .number(executionId)
                    .string(note)
                    .instant(now)
                    .number(ref.id())
                    .number(ref.token());
            return statement.executeUpdate() == 1;
        }
    }
}
