package io.claimdispatch.internal.store.statistics;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.failure.SqlStates;
import io.claimdispatch.internal.store.sql.Binding;
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
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Stores what nodes count. Each statement finds its rows by the primary key. */
public final class StatisticRows {

    /**
     * The maximum number of rows that are read at once: those of 200 types and 15 minutes on 30 nodes, or of a day in
     * sums.
     */
    public static final int MOST = 100_000;

    private final ColumnTypes columns;
    private final IdSequence sequence;
    private final Texts sql;
    private final boolean locksGaps;
    private final Function<TableName, ClaimDispatchException> missing;

    /**
     * The statements, as their file names them.
     *
     * @param update {@code statistics_update}
     * @param insert {@code statistics_insert}
     * @param all {@code statistics}
     * @param ofType {@code statistics_of}
     * @param ofNode {@code statistics_of_node}
     * @param first {@code statistics_first}
     * @param delete {@code statistics_delete}
     */
    record Texts(
            NamedSql update,
            NamedSql insert,
            NamedSql all,
            NamedSql ofType,
            NamedSql ofNode,
            NamedSql first,
            NamedSql delete) {}

    /**
     * Takes its statements from those of the database.
     *
     * @param locksGaps whether an update that finds no row keeps others from inserting
     * @param missing creates the error about a missing table of statistics
     */
    public StatisticRows(
            ColumnTypes columns,
            Statements sql,
            IdSequence sequence,
            boolean locksGaps,
            Function<TableName, ClaimDispatchException> missing) {
        this.columns = columns;
        this.sequence = sequence;
        this.sql = new Texts(
                sql.get("statistics_update"),
                sql.get("statistics_insert"),
                sql.get("statistics"),
                sql.get("statistics_of"),
                sql.get("statistics_of_node"),
                sql.get("statistics_first"),
                sql.get("statistics_delete"));
        this.locksGaps = locksGaps;
        this.missing = missing;
    }

    /** Reads the database's time. */
    public Instant now(Connection connection, TableName table) throws SQLException {
        return sequence.now(connection, table);
    }

    /**
     * Replaces rows, or adds them: what is written twice counts once.
     *
     * @throws SQLException also as a duplicate, if another node was faster: the next time replaces it
     */
    public void write(Connection connection, TableName table, Collection<Statistic> rows) throws SQLException {
        Set<Statistic> there = locksGaps ? there(connection, table, rows) : Set.of();
        try (PreparedStatement update = connection.prepareStatement(sql.update().on(table));
                PreparedStatement insert =
                        connection.prepareStatement(sql.insert().on(table))) {
            for (Statistic row : rows) {
                if (locksGaps) {
                    // the update may say that it changed nothing, since nothing is different
                    execute(there.contains(key(row, row.type())) ? update : insert, row);
                } else if (!execute(update, row)) {
                    execute(insert, row);
                }
            }
        }
    }

    /** Without locks: two nodes whose updates find no row would wait for each other's inserts. */
    private Set<Statistic> there(Connection connection, TableName table, Collection<Statistic> rows)
            throws SQLException {
        Set<Statistic> there = new HashSet<>();
        for (Statistic interval :
                rows.stream().map(row -> key(row, Statistic.ALL)).distinct().toList()) {
            ofNode(connection, table, interval.width(), interval.startAt(), interval.node())
                    .forEach(row -> there.add(key(row, row.type())));
        }
        return there;
    }

    private static Statistic key(Statistic row, String type) {
        return new Statistic(row.width(), row.startAt(), type, row.node(), Tally.EMPTY);
    }

    private boolean execute(PreparedStatement statement, Statistic row) throws SQLException {
        Binding binding = new Binding(columns, statement);
        Tally tally = row.tally();
        for (Counter counter : Counter.values()) {
            binding.number(tally.of(counter));
        }
        Duration oldest = tally.oldestDue();
        binding.nullable(oldest == null ? null : oldest.toMillis())
                .string(text(tally.waits()))
                .string(text(tally.runs()))
                .number(row.width())
                .instant(row.startAt())
                .string(row.type())
                .string(row.node());
        return statement.executeUpdate() == 1;
    }

    private static @Nullable String text(Histogram histogram) {
        String text = histogram.toString();
        return text.isEmpty() ? null : text;
    }

    /** Reads all types of intervals that begin at the one time or later and before the other; at most {@link #MOST}. */
    public List<Statistic> all(Connection connection, TableName table, int width, Instant from, Instant until)
            throws SQLException {
        return read(
                connection,
                table,
                sql.all(),
                width,
                binding -> binding.instant(from).instant(until));
    }

    /** The same of one type. */
    public List<Statistic> ofType(
            Connection connection, TableName table, int width, Instant from, Instant until, String type)
            throws SQLException {
        return read(
                connection,
                table,
                sql.ofType(),
                width,
                binding -> binding.instant(from).instant(until).string(type));
    }

    /** The rows of one interval that a node has written. */
    public List<Statistic> ofNode(Connection connection, TableName table, int width, Instant startAt, String node)
            throws SQLException {
        return read(
                connection,
                table,
                sql.ofNode(),
                width,
                binding -> binding.instant(startAt).string(node));
    }

    /** The start of the oldest interval; null if there is none. */
    public @Nullable Instant first(Connection connection, TableName table, int width) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(sql.first().on(table))) {
            new Binding(columns, statement).number(width);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? columns.read(rows, 1) : null;
            }
        }
    }

    /** Deletes intervals that began before a time; returns how many rows. */
    public int delete(Connection connection, TableName table, int width, Instant before) throws SQLException {
        Instant first = first(connection, table, width);
        if (first == null || !first.isBefore(before)) {
            return 0;
        }
        try (PreparedStatement statement =
                connection.prepareStatement(sql.delete().on(table))) {
            new Binding(columns, statement).number(width).instant(first).instant(before);
            return statement.executeUpdate();
        }
    }

    private interface Parameters {
        void bind(Binding binding) throws SQLException;
    }

    private List<Statistic> read(
            Connection connection, TableName table, NamedSql text, int width, Parameters parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(text.on(table))) {
            statement.setMaxRows(MOST);
            parameters.bind(new Binding(columns, statement).number(width));
            try (ResultSet rows = statement.executeQuery()) {
                List<Statistic> read = new ArrayList<>();
                while (rows.next()) {
                    read.add(statistic(rows, width));
                }
                return read;
            }
        } catch (SQLException e) {
            throw named(table, e);
        }
    }

    private Statistic statistic(ResultSet rows, int width) throws SQLException {
        long[] counts = new long[Counter.values().length];
        int column = 3;
        for (Counter counter : Counter.values()) {
            counts[counter.ordinal()] = rows.getLong(++column);
        }
        long millis = rows.getLong(++column);
        Duration oldest = rows.wasNull() ? null : Duration.ofMillis(millis);
        return new Statistic(
                width,
                new RowReader(columns).instant(rows, 1),
                RowReader.text(rows.getString(2)),
                RowReader.text(rows.getString(3)),
                Tally.of(
                        counts,
                        Histogram.parse(rows.getString(++column)),
                        Histogram.parse(rows.getString(++column)),
                        oldest));
    }

    /** With claim-dispatch.schema=none the start has not looked whether it is there. */
    private SQLException named(TableName table, SQLException e) {
        if (SqlStates.isMissing(e)) {
            throw missing.apply(table);
        }
        return e;
    }
}
