package io.claimdispatch.internal.store.operate;

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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Stores bulk actions, one row for each, so that any node can go on with one. */
public final class BulkRows {

    private final ColumnTypes columns;
    private final IdSequence sequence;
    private final Texts sql;
    private final Function<TableName, ClaimDispatchException> missing;

    /**
     * The statements, as their file names them.
     *
     * @param insert {@code insert_bulk}
     * @param find {@code bulk_find}
     * @param lock {@code bulk_lock}
     * @param ofKey {@code bulk_of_key}
     * @param latest {@code bulk_latest}
     * @param progress {@code bulk_progress}
     * @param forgetKey {@code bulk_forget_key}
     * @param old {@code bulk_old}
     * @param delete {@code bulk_delete}
     */
    record Texts(
            NamedSql insert,
            NamedSql find,
            NamedSql lock,
            NamedSql ofKey,
            NamedSql latest,
            NamedSql progress,
            NamedSql forgetKey,
            NamedSql old,
            NamedSql delete) {}

    /**
     * Takes its statements from those of the database.
     *
     * @param missing creates the error about a missing table of bulk actions
     */
    public BulkRows(
            ColumnTypes columns,
            Statements sql,
            IdSequence sequence,
            Function<TableName, ClaimDispatchException> missing) {
        this.columns = columns;
        this.sequence = sequence;
        this.sql = new Texts(
                sql.get("insert_bulk"),
                sql.get("bulk_find"),
                sql.get("bulk_lock"),
                sql.get("bulk_of_key"),
                sql.get("bulk_latest"),
                sql.get("bulk_progress"),
                sql.get("bulk_forget_key"),
                sql.get("bulk_old"),
                sql.get("bulk_delete"));
        this.missing = missing;
    }

    /** Reads the database's time, as the columns hold it. */
    public Instant now(Connection connection, TableName table) throws SQLException {
        return sequence.now(connection, table).truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Inserts one.
     *
     * @throws SQLException also as a duplicate, if a request with this key was faster
     */
    public void insert(Connection connection, TableName table, BulkPlan plan, BulkProgress progress)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(sql.insert().on(table))) {
            Binding binding = new Binding(columns, statement)
                    .string(plan.verb())
                    .string(plan.query())
                    .text(plan.ids())
                    .string(plan.by().why())
                    .string(plan.by().origin())
                    .string(plan.by().who())
                    .string(plan.by().node())
                    .instant(plan.createdAt())
                    .instant(plan.validUntil())
                    .instant(plan.asOf())
                    .number(plan.maxId())
                    .number(plan.spreadSeconds())
                    .number(plan.canary())
                    .string(plan.key());
            bind(binding, progress);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw named(table, e);
        }
    }

    /** Stores how far one has come; for a transaction that has locked it. */
    public void update(Connection connection, TableName table, long id, BulkProgress progress) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(sql.progress().on(table))) {
            Binding binding = new Binding(columns, statement);
            bind(binding, progress);
            binding.number(id);
            statement.executeUpdate();
        }
    }

    private static void bind(Binding binding, BulkProgress progress) throws SQLException {
        binding.string(progress.state())
                .text(progress.arguments())
                .number(progress.cursor())
                .number(progress.matched())
                .number(progress.counts().done())
                .number(progress.counts().refused())
                .number(progress.counts().failed())
                .instant(progress.updatedAt())
                .instant(progress.endedAt());
    }

    /** Finds one; null if there is none. */
    public @Nullable BulkRecord find(Connection connection, TableName table, long id) throws SQLException {
        return first(read(connection, table, sql.find(), binding -> binding.number(id)));
    }

    /** Finds one, and keeps it from all others until the transaction ends; null if there is none. */
    public @Nullable BulkRecord lock(Connection connection, TableName table, long id) throws SQLException {
        return first(read(connection, table, sql.lock(), binding -> binding.number(id)));
    }

    /** Finds the one that a request with this key has made; null if there is none. */
    public @Nullable BulkRecord ofKey(Connection connection, TableName table, String who, String key)
            throws SQLException {
        return first(read(
                connection, table, sql.ofKey(), binding -> binding.string(who).string(key)));
    }

    /**
     * The newest ones, the newest first.
     *
     * @param limit at most so many
     */
    public List<BulkRecord> latest(Connection connection, TableName table, int limit) throws SQLException {
        return read(connection, table, sql.latest(), binding -> binding.number(limit));
    }

    /** Lets a key be used again, unless its request came later than a time. */
    public void forgetKey(Connection connection, TableName table, String who, String key, Instant before)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(sql.forgetKey().on(table))) {
            new Binding(columns, statement).string(who).string(key).instant(before);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw named(table, e);
        }
    }

    /**
     * Deletes the oldest. For a transaction of its own.
     *
     * @param previews the age of those that never began; no greater than the other
     * @param others the age of the others
     * @param most how many at most
     * @return how many; fewer than {@code most} if no more are old enough
     */
    public int prune(Connection connection, TableName table, Duration previews, Duration others, int most)
            throws SQLException {
        Instant now = sequence.now(connection, table);
        try {
            List<Long> old = old(connection, table, now.minus(previews), now.minus(others), most);
            if (old.isEmpty()) {
                return 0;
            }
            try (PreparedStatement statement =
                    connection.prepareStatement(sql.delete().on(table, old.size()))) {
                new Binding(columns, statement).numbers(old).instant(now.minus(previews));
                return statement.executeUpdate();
            }
        } catch (SQLException e) {
            throw named(table, e);
        }
    }

    private List<Long> old(Connection connection, TableName table, Instant previews, Instant others, int most)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql.old().on(table))) {
            new Binding(columns, statement).instant(previews).instant(others).number(most);
            try (ResultSet rows = statement.executeQuery()) {
                List<Long> ids = new ArrayList<>();
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
                return ids;
            }
        }
    }

    private interface Parameters {
        void bind(Binding binding) throws SQLException;
    }

    private static @Nullable BulkRecord first(List<BulkRecord> records) {
        return records.isEmpty() ? null : records.get(0);
    }

    private List<BulkRecord> read(Connection connection, TableName table, NamedSql text, Parameters parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(text.on(table))) {
            parameters.bind(new Binding(columns, statement));
            try (ResultSet rows = statement.executeQuery()) {
                List<BulkRecord> read = new ArrayList<>();
                while (rows.next()) {
                    read.add(new BulkRecord(rows.getLong(1), plan(rows), progress(rows)));
                }
                return read;
            }
        } catch (SQLException e) {
            throw named(table, e);
        }
    }

    private BulkPlan plan(ResultSet row) throws SQLException {
        RowReader reader = new RowReader(columns);
        return new BulkPlan(
                row.getString(2),
                row.getString(3),
                columns.readText(row, 4),
                new NewEvent.Author(
                        row.getString(7), row.getString(5), RowReader.text(row.getString(8)), row.getString(6)),
                reader.instant(row, 9),
                reader.instant(row, 10),
                reader.instant(row, 11),
                row.getLong(12),
                row.getLong(13),
                row.getInt(14),
                RowReader.text(row.getString(15)));
    }

    private BulkProgress progress(ResultSet row) throws SQLException {
        return new BulkProgress(
                row.getString(16),
                RowReader.text(columns.readText(row, 17)),
                row.getLong(18),
                row.getInt(19),
                new BulkProgress.Counts(row.getInt(20), row.getInt(21), row.getInt(22)),
                new RowReader(columns).instant(row, 23),
                columns.read(row, 24));
    }

    /** Reports a missing table: with claim-dispatch.schema=none the start has not checked it. */
    private SQLException named(TableName table, SQLException e) {
        if (SqlStates.isMissing(e)) {
            throw missing.apply(table);
        }
        return e;
    }
}
