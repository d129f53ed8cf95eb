package io.claimdispatch.internal.store.operate;

import io.claimdispatch.ActionState;
import io.claimdispatch.Priority;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.sql.Binding;
import io.claimdispatch.internal.store.sql.ColumnTypes;
import io.claimdispatch.internal.store.sql.NamedSql;
import io.claimdispatch.internal.store.sql.RowReader;
import io.claimdispatch.internal.store.sql.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and counts rows without their long texts. Each call is bounded, and takes no lock where a database can. */
public class RowListing {

    private final ColumnTypes columns;
    private final boolean allStates;
    private final NamedSql range;
    private final NamedSql greatest;
    private final NamedSql next;
    private final NamedSql newest;
    private final NamedSql due;
    private final NamedSql countDue;
    private final InState listing;
    private final InState counting;

    /** The statements for one state; the last one is null where no index has all states. */
    private record InState(
            NamedSql waiting, NamedSql claimed, @Nullable NamedSql any) {
        InState(Statements sql, String verb, boolean allStates) {
            this(sql.get(verb + "_waiting"), sql.get(verb + "_claimed"), allStates ? sql.get(verb + "_state") : null);
        }
    }

    /**
     * Takes its statements from those of the database.
     *
     * @param allStates whether an index begins with the state; otherwise only waiting and claimed rows have one
     */
    public RowListing(ColumnTypes columns, Statements sql, boolean allStates) {
        this.columns = columns;
        this.allStates = allStates;
        this.range = sql.get("list_range");
        this.greatest = sql.get("greatest_id");
        this.next = sql.get("stretch_end");
        this.newest = sql.get("count_newest");
        this.due = sql.get("list_due");
        this.countDue = sql.get("count_due");
        this.listing = new InState(sql, "list", allStates);
        this.counting = new InState(sql, "count", allStates);
    }

    /** Whether the rows in a state are found by an index, without a look at the others. */
    public boolean isIndexed(ActionState state) {
        return state == ActionState.WAITING
                || state == ActionState.CLAIMED
                || allStates && state != ActionState.UNKNOWN;
    }

    /** The rows with an id above the one and up to the other, the greatest id first. */
    public List<RowSummary> range(Connection connection, TableName table, long above, long upTo) throws SQLException {
        return summaries(
                connection, range.on(table), binding -> binding.number(above).number(upTo));
    }

    /**
     * Rows in an {@linkplain #isIndexed indexed} state, in no order.
     *
     * @param limit at most so many
     */
    public List<RowSummary> inState(Connection connection, TableName table, ActionState state, int limit)
            throws SQLException {
        return summaries(connection, text(listing, table, state), parameters(state, limit));
    }

    /**
     * Counts the rows in an {@linkplain #isIndexed indexed} state.
     *
     * @param limit it stops counting there
     */
    public int count(Connection connection, TableName table, ActionState state, int limit) throws SQLException {
        return read(connection, text(counting, table, state), parameters(state, limit), RowListing::number);
    }

    /**
     * The waiting rows of a priority that are due, those that are due longest first.
     *
     * @param limit at most so many
     */
    public List<RowSummary> due(Connection connection, TableName table, Priority priority, Instant now, int limit)
            throws SQLException {
        return summaries(connection, due.on(table), dueBy(priority, now, limit));
    }

    /**
     * Counts the waiting rows of a priority that are due.
     *
     * @param limit it stops counting there
     */
    public int countDue(Connection connection, TableName table, Priority priority, Instant now, int limit)
            throws SQLException {
        return read(connection, countDue.on(table), dueBy(priority, now, limit), RowListing::number);
    }

    private static Parameters dueBy(Priority priority, Instant now, int limit) {
        return binding -> binding.number(priority.level()).instant(now).number(limit);
    }

    private static int number(ResultSet rows) throws SQLException {
        rows.next();
        return rows.getInt(1);
    }

    /** Counts the rows with a greater id, by their stored state. */
    public Map<String, Integer> countAbove(Connection connection, TableName table, long id) throws SQLException {
        return read(connection, newest.on(table), binding -> binding.number(id), rows -> {
            Map<String, Integer> counts = new LinkedHashMap<>();
            while (rows.next()) {
                counts.merge(RowReader.text(rows.getString(1)), rows.getInt(2), Integer::sum);
            }
            return counts;
        });
    }

    /** The greatest id; null if the table is empty. */
    public @Nullable Long greatest(Connection connection, TableName table) throws SQLException {
        return read(connection, greatest.on(table), binding -> {}, RowListing::id)
                .orElse(null);
    }

    /** The smallest id above this one; null if there is none. */
    public @Nullable Long next(Connection connection, TableName table, long id) throws SQLException {
        return read(connection, next.on(table), binding -> binding.number(id).number(0), RowListing::id)
                .orElse(null);
    }

    private static Optional<Long> id(ResultSet rows) throws SQLException {
        if (!rows.next()) {
            return Optional.empty();
        }
        long id = rows.getLong(1);
        return rows.wasNull() ? Optional.empty() : Optional.of(id);
    }

    private static String text(InState statements, TableName table, ActionState state) {
        if (state == ActionState.WAITING) {
            return statements.waiting().on(table);
        } else if (state == ActionState.CLAIMED) {
            return statements.claimed().on(table);
        }
        NamedSql any = statements.any();
        if (any == null) {
            throw new IllegalArgumentException("no index has the rows in the state " + state);
        }
        return any.on(table);
    }

    private static Parameters parameters(ActionState state, int limit) {
        return state == ActionState.WAITING || state == ActionState.CLAIMED
                ? binding -> binding.number(limit)
                : binding -> binding.string(state.name()).number(limit);
    }

    private List<RowSummary> summaries(Connection connection, String text, Parameters parameters) throws SQLException {
        return read(connection, text, parameters, rows -> {
            List<RowSummary> read = new ArrayList<>();
            while (rows.next()) {
                read.add(new RowSummary(
                        rows.getLong(1),
                        RowReader.text(rows.getString(2)),
                        rows.getString(3),
                        RowReader.text(rows.getString(4)),
                        RowReader.time(columns.read(rows, 5)),
                        RowReader.time(columns.read(rows, 6)),
                        rows.getInt(7),
                        rows.getString(8)));
            }
            return read;
        });
    }

    private interface Parameters {
        void bind(Binding binding) throws SQLException;
    }

    private interface Reading<T> {
        T of(ResultSet rows) throws SQLException;
    }

    private <T> T read(Connection connection, String text, Parameters parameters, Reading<T> reading)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            parameters.bind(new Binding(columns, statement));
            try (ResultSet rows = statement.executeQuery()) {
                return reading.of(rows);
            }
        }
    }
}
