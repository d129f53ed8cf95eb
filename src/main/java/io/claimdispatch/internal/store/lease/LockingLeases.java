package io.claimdispatch.internal.store.lease;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.sql.Binding;
import io.claimdispatch.internal.store.sql.Chunks;
import io.claimdispatch.internal.store.sql.ColumnTypes;
import io.claimdispatch.internal.store.sql.IdSequence;
import io.claimdispatch.internal.store.sql.NamedSql;
import io.claimdispatch.internal.store.sql.RowReader;
import io.claimdispatch.internal.store.sql.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the node's claims without locks, and then locks and renews them by their primary key. Skips claims that are just
 * ending or being taken if the database can, so that a heartbeat never waits.
 *
 * @param columns for the times
 * @param sequence for the clock
 * @param sql the statements
 * @param lists see {@link Chunks#of(List, boolean)}
 */
public record LockingLeases(ColumnTypes columns, IdSequence sequence, LockingLeases.Texts sql, boolean lists)
        implements RowLeases {

    /**
     * The statements.
     *
     * @param held {@code lease_held}
     * @param lock {@code lease_lock}
     * @param renew {@code lease_renew}
     * @param left {@code lease_given_up}
     * @param insert {@code claim_lease}
     * @param execution {@code record_execution}
     * @param touch {@code touch}
     */
    record Texts(
            NamedSql held,
            NamedSql lock,
            NamedSql renew,
            NamedSql left,
            NamedSql insert,
            NamedSql execution,
            NamedSql touch) {}

    public LockingLeases(ColumnTypes columns, Statements sql, IdSequence sequence, boolean lists) {
        this(
                columns,
                sequence,
                new Texts(
                        sql.get("lease_held"),
                        sql.get("lease_lock"),
                        sql.get("lease_renew"),
                        sql.get("lease_given_up"),
                        sql.get("claim_lease"),
                        sql.get("record_execution"),
                        sql.get("touch")),
                lists);
    }

    @Override
    public Set<Long> renew(Connection connection, TableName table, String node, HeldLeases held, Duration lease)
            throws SQLException {
        List<Long> own = new ArrayList<>();
        // one place in the longest list of parameters is the node's
        for (List<Long> chunk : Chunks.of(held.tokens().stream().sorted().toList())) {
            try (PreparedStatement statement =
                    connection.prepareStatement(sql.held().on(table, chunk.size()))) {
                new Binding(columns, statement).numbers(chunk).string(node);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        own.add(rows.getLong(1));
                    }
                }
            }
        }
        Map<Long, Instant> locked = lock(connection, table, own);
        leave(connection, table, node, held.except(), locked);
        Instant now = sequence.now(connection, table);
        for (List<Long> chunk : Chunks.of(locked.keySet().stream().sorted().toList(), lists)) {
            try (PreparedStatement statement =
                    connection.prepareStatement(sql.renew().on(table, chunk.size()))) {
                new Binding(columns, statement).instant(now.plus(lease)).numbers(chunk);
                statement.executeUpdate();
            }
        }
        return Set.copyOf(locked.keySet());
    }

    private Map<Long, Instant> lock(Connection connection, TableName table, List<Long> tokens) throws SQLException {
        RowReader reader = new RowReader(columns);
        Map<Long, Instant> locked = new HashMap<>();
        for (List<Long> chunk : Chunks.of(tokens.stream().sorted().toList())) {
            try (PreparedStatement statement =
                    connection.prepareStatement(sql.lock().on(table, chunk.size()))) {
                new Binding(columns, statement).numbers(chunk);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        locked.put(rows.getLong(1), reader.instant(rows, 2));
                    }
                }
            }
        }
        return locked;
    }

    /** Gives each row that left its claim a lease of its own, which ends when the claim's would have. */
    private void leave(
            Connection connection, TableName table, String node, Set<ClaimRef> rows, Map<Long, Instant> claims)
            throws SQLException {
        List<ClaimRef> leaving = rows.stream()
                .filter(row ->
                        row.table().equals(table) && claims.containsKey(row.token()) && row.id() != EndedClaim.WHOLE)
                .toList();
        if (leaving.isEmpty()) {
            return;
        }
        Set<ClaimRef> left = left(connection, table, leaving);
        try (PreparedStatement statement =
                connection.prepareStatement(sql.insert().on(table))) {
            for (ClaimRef row : leaving) {
                if (!left.contains(row)) {
                    new Binding(columns, statement)
                            .number(row.token())
                            .number(row.id())
                            .string(node)
                            .instant(claims.get(row.token()));
                    statement.executeUpdate();
                }
            }
        }
    }

    private Set<ClaimRef> left(Connection connection, TableName table, List<ClaimRef> rows) throws SQLException {
        Set<ClaimRef> left = new HashSet<>();
        List<Long> tokens =
                rows.stream().map(ClaimRef::token).distinct().sorted().toList();
        for (List<Long> chunk : Chunks.of(tokens)) {
            try (PreparedStatement statement =
                    connection.prepareStatement(sql.left().on(table, chunk.size()))) {
                new Binding(columns, statement).numbers(chunk);
                try (ResultSet found = statement.executeQuery()) {
                    while (found.next()) {
                        left.add(new ClaimRef(table, found.getLong(2), found.getLong(1)));
                    }
                }
            }
        }
        return left;
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

    @Override
    public boolean touch(Connection connection, ClaimRef ref) throws SQLException {
        Instant now = sequence.now(connection, ref.table());
        try (PreparedStatement statement =
                connection.prepareStatement(sql.touch().on(ref.table()))) {
            new Binding(columns, statement).instant(now).number(ref.id()).number(ref.token());
            return statement.executeUpdate() == 1;
        }
    }
}
