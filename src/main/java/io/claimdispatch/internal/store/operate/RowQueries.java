package io.claimdispatch.internal.store.operate;

import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionState;
import io.claimdispatch.internal.common.TableName;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads whole rows for operators: the queries that JPA makes for the entity's table, for the other tables.
 *
 * @param columns for times and texts
 * @param sequence for the clock
 * @param sql the statements
 */
public record RowQueries(ColumnTypes columns, IdSequence sequence, RowQueries.Texts sql) {

    /**
     * The statements, as their file names them.
     *
     * @param find {@code find}
     * @param latest {@code latest}
     * @param inState {@code latest_in_state}
     * @param unknown {@code latest_unknown}
     * @param due {@code due}
     * @param all {@code find_all}
     * @param byKey {@code find_by_key}
     * @param previews {@code list_rows}
     * @param bounded {@code find_bounded}
     * @param payload {@code find_payload}
     */
    record Texts(
            NamedSql find,
            NamedSql latest,
            NamedSql inState,
            NamedSql unknown,
            NamedSql due,
            NamedSql all,
            NamedSql byKey,
            NamedSql previews,
            NamedSql bounded,
            NamedSql payload) {}

    /** The characters of a payload that a {@linkplain #findPreviews preview} has at most. */
    public static final int PREVIEW = 2_048;

    /** The characters of a payload, and of the errors, that a {@linkplain #findBounded bounded} row has at most. */
    public static final int BOUND = 262_144;

    public RowQueries(ColumnTypes columns, Statements sql, IdSequence sequence) {
        this(
                columns,
                sequence,
                new Texts(
                        sql.get("find"),
                        sql.get("latest"),
                        sql.get("latest_in_state"),
                        sql.get("latest_unknown"),
                        sql.get("due"),
                        sql.get("find_all"),
                        sql.get("find_by_key"),
                        sql.get("list_rows"),
                        sql.get("find_bounded"),
                        sql.get("find_payload")));
    }

    /** Returns one row as stored, or null. */
    public @Nullable ActionLog find(Connection connection, TableName table, long id) throws SQLException {
        List<ActionLog> found = read(connection, table, sql.find().on(table), binding -> binding.number(id));
        return found.isEmpty() ? null : found.get(0);
    }

    /** Returns those of the rows that there are, in no order; at most {@link Chunks#ROWS} at once. */
    public List<ActionLog> findAll(Connection connection, TableName table, Collection<Long> ids) throws SQLException {
        return ids.isEmpty()
                ? List.of()
                : read(connection, table, sql.all().on(table, ids.size()), binding -> binding.numbers(ids));
    }

    /**
     * Returns those of the rows that there are, in no order, without their errors, and with the beginnings of their
     * payloads: one character more than {@link #PREVIEW} if they go on.
     */
    public List<ActionLog> findPreviews(Connection connection, TableName table, List<Long> ids) throws SQLException {
        List<ActionLog> found = new ArrayList<>();
        for (List<Long> chunk : Chunks.of(ids)) {
            found.addAll(
                    read(connection, table, sql.previews().on(table, chunk.size()), binding -> binding.numbers(chunk)));
        }
        return found;
    }

    /**
     * Returns one row, or null. Of its payload and its errors there is one character more than {@link #BOUND} if they go
     * on, and no more.
     */
    public @Nullable ActionLog findBounded(Connection connection, TableName table, long id) throws SQLException {
        List<ActionLog> found = read(connection, table, sql.bounded().on(table), binding -> binding.number(id));
        return found.isEmpty() ? null : found.get(0);
    }

    /** Returns one row with all of its payload and without its errors, or null. */
    public @Nullable ActionLog findPayload(Connection connection, TableName table, long id) throws SQLException {
        List<ActionLog> found = read(connection, table, sql.payload().on(table), binding -> binding.number(id));
        return found.isEmpty() ? null : found.get(0);
    }

    /** Returns the row that has the key, or null. */
    public @Nullable ActionLog findByKey(Connection connection, TableName table, String type, String key)
            throws SQLException {
        List<ActionLog> found = read(
                connection,
                table,
                sql.byKey().on(table),
                binding -> binding.string(type).string(key));
        return found.isEmpty() ? null : found.get(0);
    }

    /**
     * Returns the newest rows, the newest first.
     *
     * @param state the state of the rows; null for all
     * @param limit at most so many
     */
    public List<ActionLog> latest(Connection connection, TableName table, @Nullable ActionState state, int limit)
            throws SQLException {
        if (state == null || state == ActionState.UNKNOWN) {
            NamedSql latest = state == null ? sql.latest() : sql.unknown();
            return read(connection, table, latest.on(table), binding -> binding.number(limit));
        }
        return read(
                connection,
                table,
                sql.inState().on(table),
                binding -> binding.string(state.name()).number(limit));
    }

    /**
     * Finds due waiting rows of these types, in the order in which they are due.
     *
     * @param limit at most so many
     */
    public List<ActionLog> due(Connection connection, TableName table, Collection<String> types, int limit)
            throws SQLException {
        if (types.isEmpty()) {
            return List.of();
        }
        var now = sequence.now(connection, table);
        return read(
                connection,
                table,
                sql.due().on(table, types.size()),
                binding -> binding.instant(now).strings(types).number(limit));
    }

    private interface Parameters {
        void bind(Binding binding) throws SQLException;
    }

    private List<ActionLog> read(Connection connection, TableName table, String text, Parameters parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            parameters.bind(new Binding(columns, statement));
            try (ResultSet rows = statement.executeQuery()) {
                List<ActionLog> read = new ArrayList<>();
                while (rows.next()) {
                    read.add(read(rows, table));
                }
                return read;
            }
        }
    }

    private ActionLog read(ResultSet row, TableName table) throws SQLException {
        return new ActionLog(
                table.value(),
                row.getLong(1),
                row.getString(2),
                RowReader.text(columns.readText(row, 3)),
                row.getInt(4),
                row.getString(5),
                row.getString(6),
                RowReader.priority(row.getInt(7)),
                RowReader.time(columns.read(row, 8)),
                RowReader.time(columns.read(row, 18)),
                RowReader.time(columns.read(row, 19)),
                columns.read(row, 9),
                row.getString(10),
                nullableLong(row, 11),
                columns.read(row, 12),
                nullableLong(row, 13),
                columns.read(row, 14),
                row.getInt(15),
                columns.readText(row, 16),
                row.getString(20),
                row.getString(17));
    }

    private static @Nullable Long nullableLong(ResultSet row, int index) throws SQLException {
        long value = row.getLong(index);
        return row.wasNull() ? null : (Long) value;
    }
}
