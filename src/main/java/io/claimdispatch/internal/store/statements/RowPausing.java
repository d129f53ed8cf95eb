package io.claimdispatch.internal.store.statements;

import io.claimdispatch.Pause;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.problem.SchemaProblems;
import io.claimdispatch.internal.ddl.Ddl;
import io.claimdispatch.internal.store.Dialect;
import io.claimdispatch.internal.store.SqlStates;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row a pause. A pause of what is paused already replaces who and why, and several operators may do so at once.
 *
 * @param dialect for the times
 * @param sequence for the clock
 * @param sql the statements
 */
public record RowPausing(Dialect dialect, IdSequence sequence, RowPausing.Texts sql) implements Pausing {

    /**
     * The statements, as their file names them.
     *
     * @param pause {@code pause}
     * @param again {@code pause_again}; null where {@code pause} replaces by itself, with who and why as two more parameters
     * @param resume {@code resume}
     * @param paused {@code paused}
     */
    record Texts(NamedSql pause, @Nullable NamedSql again, NamedSql resume, NamedSql paused) {}

    private static final String TABLE = "${table}_paused";

    private static final int ATTEMPTS = 5;

    /**
     * Takes the statements.
     *
     * @param replaces whether {@code pause} replaces who and why by itself
     */
    public RowPausing(Dialect dialect, Statements sql, IdSequence sequence, boolean replaces) {
        this(
                dialect,
                sequence,
                new Texts(
                        sql.get("pause"),
                        replaces ? null : sql.get("pause_again"),
                        sql.get("resume"),
                        sql.get("paused")));
    }

    @Override
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
                // another node was faster; its pause may be over again before the next look
                if (!SqlStates.isDuplicate(e) || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private boolean replace(Connection connection, TableName table, NamedSql again, Pause pause) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(again.on(table))) {
            new Binding(dialect, statement)
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
            Binding binding = new Binding(dialect, statement)
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

    @Override
    public boolean resume(Connection connection, TableName table, String pattern) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(sql.resume().on(table))) {
            statement.setString(1, pattern);
            return statement.executeUpdate() == 1;
        } catch (SQLException e) {
            throw named(table, e);
        }
    }

    @Override
    public List<Pause> paused(Connection connection, TableName table) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement(sql.paused().on(table));
                ResultSet rows = statement.executeQuery()) {
            RowReader reader = new RowReader(dialect);
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

    /** With claim-dispatch.schema=none the start has not looked whether the table is there, and nothing is claimed without it. */
    private SQLException named(TableName table, SQLException e) {
        if (SqlStates.isMissing(e)) {
            throw SchemaProblems.tableMissing(
                    table.in(TABLE), dialect.database(), new Ddl(dialect.ddl(), table).command());
        }
        return e;
    }
}
