package io.claimdispatch.internal.store.upkeep;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.row.StorableTime;
import io.claimdispatch.internal.store.sql.Binding;
import io.claimdispatch.internal.store.sql.ColumnTypes;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Searches the ends of the two indexes for rows that only a person can have written and that no claim or recovery would
 * ever find; locks them and gives them values by which they are found. Each search reads only what it finds, except the
 * one for claims without a token, which passes over other claims with expired leases: few, unless none is recovered.
 *
 * @param columns for the times
 * @param sequence for the clock
 * @param sql the statements
 * @param stretch repairs what no index of the database has; null if the indexes have all
 * @param rows how many rows of one kind one transaction repairs
 */
public record HandWrittenRows(
        ColumnTypes columns,
        IdSequence sequence,
        HandWrittenRows.Texts sql,
        HandWrittenRows.@Nullable StretchTexts stretch,
        int rows) {

    /** For databases that skip locked rows. */
    public static final int MANY = 500;

    /** For databases that wait for locked rows: a transaction with a single lock cannot deadlock with a claim. */
    public static final int ONE = 1;

    /** No setting allows a lease of more than a day. */
    static final Duration LONGEST_LEASE = Duration.ofDays(2);

    /**
     * Values that no claim asks for, and times that not every database can store, after which a page could not begin.
     */
    static final List<String> UNCLAIMABLE = List.of(
            "waiting_below", "waiting_above", "waiting_early_high", "waiting_early_normal", "waiting_early_low");

    /** A kind of rows: the statements that find and lock it, and whether both have a time parameter. */
    record Kind(NamedSql find, NamedSql lock, boolean timed) {

        Kind(Statements sql, String name) {
            this(sql.get("mend_find_" + name), sql.get("mend_lock_" + name), TIMED.contains(name));
        }

        private static final Set<String> TIMED = Set.of(
                "waiting_early_high",
                "waiting_early_normal",
                "waiting_early_low",
                "claimed_endless",
                "claimed_without_token");
    }

    /**
     * The statements.
     *
     * @param unclaimable rows that no claim asks for
     * @param endless leases that do not end
     * @param tokenless claims without a token, by which no statement can be fenced
     * @param leaseless claims without a lease; null if {@code stretch} finds them
     * @param leased {@code lease_known}
     * @param waiting {@code mend_waiting}
     * @param claimed {@code mend_claimed}
     */
    record Texts(
            List<Kind> unclaimable,
            Kind endless,
            Kind tokenless,
            @Nullable Kind leaseless,
            NamedSql leased,
            NamedSql waiting,
            NamedSql claimed) {}

    /**
     * The statements for a stretch of the primary key.
     *
     * @param hidden {@code mend_hidden}
     * @param unleased {@code mend_unleased}
     */
    record StretchTexts(NamedSql hidden, NamedSql unleased) {}

    /**
     * Takes its statements from those of the database.
     *
     * @param walks whether no index has the state, so that some rows are found along the primary key only
     */
    public HandWrittenRows(ColumnTypes columns, Statements sql, IdSequence sequence, int rows, boolean walks) {
        this(
                columns,
                sequence,
                new Texts(
                        UNCLAIMABLE.stream().map(name -> new Kind(sql, name)).toList(),
                        new Kind(sql, "claimed_endless"),
                        new Kind(sql, "claimed_without_token"),
                        walks ? null : new Kind(sql, "claimed_without_lease"),
                        sql.get("lease_known"),
                        sql.get("mend_waiting"),
                        sql.get("mend_claimed")),
                walks ? new StretchTexts(sql.get("mend_hidden"), sql.get("mend_unleased")) : null,
                rows);
    }

    /**
     * Repairs rows that no claim or recovery would ever find, because a person wrote values that only a constraint of
     * newer tables refuses: waiting rows get the nearest priority and the earliest time, claimed rows a token and a
     * lease that ends. Skips rows locked by another transaction, if the database can. Repairs some rows of one kind;
     * call it until there are none. For a transaction of its own, outside of JTA.
     *
     * @param node the node that takes over claims without a node
     * @param token a new token, for claims without one
     * @param lease the new lease of claims that would not end
     */
    public Mended mend(Connection connection, TableName table, String node, long token, Duration lease)
            throws SQLException {
        Instant now = sequence.now(connection, table);
        for (Kind what : sql.unclaimable()) {
            List<Long> ids = locked(connection, table, what, StorableTime.EARLIEST);
            if (!ids.isEmpty()) {
                return new Mended(makeClaimable(connection, table, ids, now), 0);
            }
        }
        Instant longest = now.plus(LONGEST_LEASE);
        List<Long> ids = locked(connection, table, sql.endless(), longest);
        if (ids.isEmpty()) {
            ids = locked(connection, table, sql.tokenless(), now);
        }
        if (ids.isEmpty()) {
            ids = leaseless(connection, table);
        }
        return ids.isEmpty()
                ? Mended.NONE
                : new Mended(0, makeRecoverable(connection, table, ids, new Claim(node, token, lease), now));
    }

    private record Claim(String node, long token, Duration lease) {}

    private int makeRecoverable(Connection connection, TableName table, List<Long> ids, Claim claim, Instant now)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(sql.claimed().on(table, ids.size()))) {
            new Binding(columns, update)
                    .number(claim.token())
                    .string(claim.node())
                    .instant(now.plus(LONGEST_LEASE))
                    .instant(now.plus(claim.lease()))
                    .instant(now)
                    .numbers(ids);
            return update.executeUpdate();
        }
    }

    private int makeClaimable(Connection connection, TableName table, List<Long> ids, Instant now) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(sql.waiting().on(table, ids.size()))) {
            new Binding(columns, update)
                    .instant(StorableTime.EARLIEST)
                    .instant(StorableTime.EARLIEST)
                    .instant(now)
                    .numbers(ids);
            return update.executeUpdate();
        }
    }

    private List<Long> locked(Connection connection, TableName table, Kind kind, Instant time) throws SQLException {
        List<Long> found = ids(connection, kind.find().on(table), List.of(), kind, time);
        return found.isEmpty() ? found : ids(connection, kind.lock().on(table, found.size()), found, kind, time);
    }

    private List<Long> ids(Connection connection, String text, List<Long> among, Kind kind, Instant time)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            Binding binding = new Binding(columns, statement);
            if (!among.isEmpty()) {
                binding.numbers(among);
            }
            if (kind.timed()) {
                binding.instant(time);
            }
            if (among.isEmpty()) {
                binding.number(rows);
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<Long> ids = new ArrayList<>();
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
                return ids;
            }
        }
    }

    /**
     * Claims whose token has no lease. A row that was claimed again between the two statements has another token, and a
     * lease that the second one may not see: it is left alone. A database that reads uncommitted rows may find a row
     * without its lease while its claim commits: so the leases are read once more, when the row is locked.
     */
    private List<Long> leaseless(Connection connection, TableName table) throws SQLException {
        Kind kind = sql.leaseless();
        if (kind == null) {
            return List.of();
        }
        Map<Long, @Nullable Long> found = tokens(connection, kind.find().on(table), List.of());
        if (found.isEmpty()) {
            return List.of();
        }
        List<Long> ids = List.copyOf(found.keySet());
        Map<Long, @Nullable Long> same = tokens(connection, kind.lock().on(table, ids.size()), ids);
        same.entrySet()
                .removeIf(row ->
                        !found.containsKey(row.getKey()) || !Objects.equals(row.getValue(), found.get(row.getKey())));
        List<Long> tokens =
                same.values().stream().filter(Objects::nonNull).distinct().toList();
        if (!tokens.isEmpty()) {
            same.values().removeAll(ids(connection, sql.leased().on(table, tokens.size()), tokens, kind, Instant.MIN));
        }
        return List.copyOf(same.keySet());
    }

    private Map<Long, @Nullable Long> tokens(Connection connection, String text, List<Long> among) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            Binding binding = new Binding(columns, statement);
            if (among.isEmpty()) {
                binding.number(rows);
            } else {
                binding.numbers(among);
            }
            try (ResultSet rows = statement.executeQuery()) {
                Map<Long, @Nullable Long> tokens = new LinkedHashMap<>();
                while (rows.next()) {
                    long id = rows.getLong(1);
                    long token = rows.getLong(2);
                    tokens.put(id, rows.wasNull() ? null : (Long) token);
                }
                return tokens;
            }
        }
    }

    /**
     * Repairs the rows of a stretch of the primary key that no index has: waiting rows that the claim does not ask for,
     * because a person, or a node of version 3, has changed their state alone, and claimed rows without a lease. Skips
     * rows locked by another transaction. For a transaction of its own, outside of JTA.
     *
     * @param after the id that the stretch begins after
     * @param last the last id of the stretch; null at the end of the table
     * @param node the node that takes over claims without a node
     * @param token a new token, for claims without one
     * @param lease the new lease
     */
    public Mended mendStretch(
            Connection connection,
            TableName table,
            long after,
            @Nullable Long last,
            String node,
            long token,
            Duration lease)
            throws SQLException {
        if (stretch == null) {
            return Mended.NONE;
        }
        long end = last == null ? Long.MAX_VALUE : last;
        try (PreparedStatement hidden =
                        connection.prepareStatement(stretch.hidden().on(table));
                PreparedStatement unleased =
                        connection.prepareStatement(stretch.unleased().on(table))) {
            new Binding(columns, hidden).number(after).number(end);
            new Binding(columns, unleased)
                    .number(after)
                    .number(end)
                    .number(token)
                    .string(node)
                    .number(lease.toMillis() * 1_000);
            return new Mended(hidden.executeUpdate(), unleased.executeUpdate());
        }
    }
}
