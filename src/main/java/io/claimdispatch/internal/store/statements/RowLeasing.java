package io.claimdispatch.internal.store.statements;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.ClaimRef;
import io.claimdispatch.internal.store.Dialect;
import io.claimdispatch.internal.store.HeldLeases;
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
 * Reads without locks which rows are concerned, then locks and changes them by their primary key.
 *
 * @param dialect for the times
 * @param sequence for the clock
 * @param holding locks what is to be renewed; where it can, it skips what is just being completed, so that a heartbeat
 *     never waits
 * @param sql the statements
 */
public record RowLeasing(Dialect dialect, IdSequence sequence, Fence holding, RowLeasing.Texts sql) implements Leasing {

    /**
     * The statements.
     *
     * @param held {@code lease_held}
     * @param renew {@code lease_renew}
     * @param execution {@code record_execution}
     */
    record Texts(NamedSql held, NamedSql renew, NamedSql execution) {}

    public RowLeasing(Dialect dialect, Statements sql, IdSequence sequence) {
        this(
                dialect,
                sequence,
                new Fence(dialect, sql.get("lease_lock")),
                new Texts(sql.get("lease_held"), sql.get("lease_renew"), sql.get("record_execution")));
    }

    @Override
    public Set<ClaimRef> renew(Connection connection, TableName table, String node, HeldLeases held, Duration lease)
            throws SQLException {
        List<ClaimRef> refs = held(connection, table, node, held.tokens());
        refs.removeAll(held.except());
        Set<ClaimRef> locked = holding.held(connection, table, refs);
        List<Long> ids = locked.stream().map(ClaimRef::id).sorted().toList();
        Instant now = sequence.now(connection, table);
        for (List<Long> chunk : Chunks.of(ids)) {
            String renew = sql.renew().on(table, chunk.size());
            try (PreparedStatement statement = connection.prepareStatement(renew)) {
                new Binding(dialect, statement)
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
                new Binding(dialect, statement).string(node).numbers(chunk);
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
            new Binding(dialect, statement)
                    .number(executionId)
                    .string(note)
                    .instant(now)
                    .number(ref.id())
                    .number(ref.token());
            return statement.executeUpdate() == 1;
        }
    }
}
