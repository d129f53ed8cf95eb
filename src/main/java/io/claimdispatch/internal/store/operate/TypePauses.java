package io.claimdispatch.internal.store.operate;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.Pause;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Stores one row per pause. Pausing again replaces who and why, and several operators may do so at once. */
public class TypePauses {

    private final ColumnTypes columns;
    private final IdSequence sequence;
    private final Texts sql;
    private final Function<TableName, ClaimDispatchException> missing;

    /**
     * The statements, as their file names them.
     *
     * @param pause {@code pause}
     * @param again {@code pause_again}; null if {@code pause} itself replaces, with who and why as two more parameters
     * @param resume {@code resume}
     * @param paused {@code paused}
     */
    record Texts(NamedSql pause, @Nullable NamedSql again, NamedSql resume, NamedSql paused) {}

    private static final int ATTEMPTS = 5;

    /**
     * Takes its statements from those of the database.
     *
     * @param replaces whether {@code pause} itself replaces who and why
     * @param missing creates the error about a missing table of pauses
     */
    public TypePauses(
            ColumnTypes columns,
            Statements sql,
            IdSequence sequence,
            boolean replaces,
            Function<TableName, ClaimDispatchException> missing) {
        this(
                columns,
                sequence,
                new Texts(
                        sql.get("pause"),
                        replaces ? null : sql.get("pause_again"),
                        sql.get("resume"),
                        sql.get("paused")),
                missing);
    }

    private TypePauses(
            ColumnTypes columns, IdSequence sequence, Texts sql, Function<TableName, ClaimDispatchException> missing) {
        this.columns = columns;
        this.sequence = sequence;
        this.sql = sql;
        this.missing = missing;
    }

    /** A copy, for a subclass that overrides a part of it. */
    protected TypePauses(TypePauses other) {
        this(other.columns, other.sequence, other.sql, other.missing);
    }

    /** Pauses a type or family; if it is already paused, replaces who and why. */
    public void pause(Connection connection, TableName table, String pattern, String who, String why)
            throws SQLException {
        Pause pause = new Pause(pattern, who, why, sequence.now(connection, table));
        NamedSql again = sql.again();
        if (again == null) {
            insert(connection, table, pause);
        } else {
            replaceOrInsert(connection, table, again, pause);
        }
    }

    private void replaceOrInsert(Connection connection, TableName table, NamedSql again, Pause pause)
            throws SQLException {
        for (int attempt = 1; !replace(connection, table, again, pause); attempt++) {
            try {
                insert(connection, table, pause);
                return;
            } catch (SQLException e) {
                // another node was faster; its pause may have ended again before the next try
                if (!SqlStates.isDuplicate(e) || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private boolean replace(Connection connection, TableName table, NamedSql again, Pause pause) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(again.on(table))) {
            new Binding(columns, statement)
                    .string(pause.who())
                    .string(pause.why())
                    .string(pause.pattern());
            return statement.executeUpdate() == 1;
        } catch (SQLException e) {
            throw named(table, e);
        }
    }

    private void insert(Connection connection, TableName table, Pause pause) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(sql.pause().on(table))) {
            Binding binding = new Binding(columns, statement)
                    .string(pause.pattern())
                    .string(pause.who())
                    .string(pause.why())
                    .instant(pause.since());
            if (sql.again() == null) {
                binding.string(pause.who()).string(pause.why());
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw named(table, e);
        }
    }

    /**
     * Ends a pause.
     *
     * @return false if there was none
     */
    public boolean resume(Connection connection, TableName table, String pattern) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(sql.resume().on(table))) {
            statement.setString(1, pattern);
            return statement.executeUpdate() == 1;
        } catch (SQLException e) {
            throw named(table, e);
        }
    }

    /** Returns the pauses, sorted by pattern. */
    public List<Pause> paused(Connection connection, TableName table) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement(sql.paused().on(table));
                ResultSet rows = statement.executeQuery()) {
            RowReader reader = new RowReader(columns);
            List<Pause> paused = new ArrayList<>();
            while (rows.next()) {
                paused.add(new Pause(rows.getString(1), rows.getString(2), rows.getString(3), reader.instant(rows, 4)));
            }
            paused.sort(Comparator.comparing(Pause::pattern));
            return paused;
        } catch (SQLException e) {
            throw named(table, e);
        }
    }

    /**
     * Reports a missing table: with claim-dispatch.schema=none the start has not checked it, and nothing is claimed
     * without it.
     */
    private SQLException named(TableName table, SQLException e) {
        if (SqlStates.isMissing(e)) {
            throw missing.apply(table);
        }
        return e;
    }
}
