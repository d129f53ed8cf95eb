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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ends of claims' leases: the last row is completed, or the lease has expired and another node takes the claim. A
 * claim that was taken is never renewed, so that a node whose heartbeat renewed a claim has lost none of its rows.
 *
 * @param columns for the times
 * @param sequence reads the clock
 * @param sql the statements
 * @param locksGaps whether a delete that finds no row keeps others from inserting
 * @param lists see {@link Chunks#of(List, boolean)}
 */
public record ClaimLeases(
        ColumnTypes columns, IdSequence sequence, ClaimLeases.Texts sql, boolean locksGaps, boolean lists) {

    /**
     * The statements, as their file names them.
     *
     * @param known {@code lease_known}
     * @param end {@code lease_end}
     * @param expired {@code claims_expired}
     * @param after {@code claims_expired_after}
     * @param take {@code claims_take}
     * @param rows {@code claims_rows}
     * @param row {@code claims_row}
     * @param drop {@code claims_drop}
     */
    record Texts(
            NamedSql known,
            NamedSql end,
            NamedSql expired,
            NamedSql after,
            NamedSql take,
            NamedSql rows,
            NamedSql row,
            NamedSql drop) {}

    public ClaimLeases(ColumnTypes columns, Statements sql, IdSequence sequence, boolean locksGaps, boolean lists) {
        this(
                columns,
                sequence,
                new Texts(
                        sql.get("lease_known"),
                        sql.get("lease_end"),
                        sql.get("claims_expired"),
                        sql.get("claims_expired_after"),
                        sql.get("claims_take"),
                        sql.get("claims_rows"),
                        sql.get("claims_row"),
                        sql.get("claims_drop")),
                locksGaps,
                lists);
    }

    /**
     * Ends the leases of claims of which no row is left. Claims that another node has taken stay. Tokens may be those of
     * claims of other tables.
     */
    public void end(Connection connection, TableName table, Collection<Long> tokens) throws SQLException {
        // two exchanges with gaps locked by tokens that are not there would wait for each other's new leases
        Collection<Long> ending = locksGaps ? known(connection, table, tokens) : tokens;
        for (List<Long> chunk : Chunks.of(ending.stream().sorted().toList(), lists)) {
            try (PreparedStatement statement =
                    connection.prepareStatement(sql.end().on(table, chunk.size()))) {
                new Binding(columns, statement).numbers(chunk);
                statement.executeUpdate();
            }
        }
    }

    private Set<Long> known(Connection connection, TableName table, Collection<Long> tokens) throws SQLException {
        Set<Long> known = new HashSet<>();
        for (List<Long> chunk : Chunks.of(tokens.stream().sorted().toList())) {
            try (PreparedStatement statement =
                    connection.prepareStatement(sql.known().on(table, chunk.size()))) {
                new Binding(columns, statement).numbers(chunk);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        known.add(rows.getLong(1));
                    }
                }
            }
        }
        return known;
    }

    /**
     * Finds claims whose lease has expired, in the order of expiry. Locks nothing.
     *
     * @param after the last one of the previous page; null for the first page
     * @param limit the maximum number of claims
     */
    public List<EndedClaim> page(Connection connection, TableName table, @Nullable EndedClaim after, int limit)
            throws SQLException {
        Instant now = sequence.now(connection, table);
        RowReader reader = new RowReader(columns);
        NamedSql look = after == null ? sql.expired() : sql.after();
        try (PreparedStatement statement = connection.prepareStatement(look.on(table))) {
            Binding binding = new Binding(columns, statement).instant(now);
            if (after != null) {
                binding.instant(after.until())
                        .instant(after.until())
                        .number(after.token())
                        .number(after.token())
                        .number(after.rowId());
            }
            binding.number(limit);
            try (ResultSet rows = statement.executeQuery()) {
                List<EndedClaim> page = new ArrayList<>();
                while (rows.next()) {
                    page.add(new EndedClaim(rows.getLong(1), rows.getLong(2), reader.instant(rows, 3)));
                }
                return page;
            }
        }
    }

    /**
     * Takes a claim from its node, unless its lease was renewed meanwhile. Its rows may be recovered once this is
     * committed; several nodes may take one claim.
     *
     * @return whether it is taken
     */
    public boolean take(Connection connection, TableName table, String node, EndedClaim claim) throws SQLException {
        Instant now = sequence.now(connection, table);
        try (PreparedStatement statement =
                connection.prepareStatement(sql.take().on(table))) {
            new Binding(columns, statement)
                    .string(node)
                    .number(claim.token())
                    .number(claim.rowId())
                    .instant(now);
            return statement.executeUpdate() == 1;
        }
    }

    /** Finds the rows of a claim that are still claimed by it, without locks. */
    public List<ExpiredClaim> rows(Connection connection, TableName table, EndedClaim claim) throws SQLException {
        NamedSql look = claim.isWhole() ? sql.rows() : sql.row();
        try (PreparedStatement statement = connection.prepareStatement(look.on(table))) {
            Binding binding = new Binding(columns, statement).number(claim.token());
            if (!claim.isWhole()) {
                binding.number(claim.rowId());
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<ExpiredClaim> claimed = new ArrayList<>();
                while (rows.next()) {
                    ClaimRef ref = new ClaimRef(table, rows.getLong(1), rows.getLong(2));
                    long bytes = Math.max(rows.getInt(4), rows.getLong(5));
                    claimed.add(new ExpiredClaim(ref, claim.until(), bytes));
                }
                return claimed;
            }
        }
    }

    /**
     * Forgets a claim that was taken, if none of its rows is left.
     *
     * @return whether it is forgotten
     */
    public boolean drop(Connection connection, TableName table, EndedClaim claim) throws SQLException {
        if (!rows(connection, table, claim).isEmpty()) {
            return false;
        }
        try (PreparedStatement statement =
                connection.prepareStatement(sql.drop().on(table))) {
            new Binding(columns, statement).number(claim.token()).number(claim.rowId());
            return statement.executeUpdate() == 1;
        }
    }
}
