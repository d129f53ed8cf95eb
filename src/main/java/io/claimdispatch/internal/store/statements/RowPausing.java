package io.claimdispatch.internal.store.statements;

import io.claimdispatch.Pause;
import io.claimdispatch.internal.common.Problems;
import io.claimdispatch.internal.common.TableName;
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

/**
 * One row a pause. A pause of what is paused already replaces who and why, and several operators may do so at once.
 *
 * @param dialect for the times
 * @param drawing for the clock
 * @param onConflict after the insert: replaces who and why by its two parameters; empty where the database cannot say that
 * @param unlocked after a read that must wait for no lock
 */
public record RowPausing(Dialect dialect, Drawing drawing, String onConflict, String unlocked) implements Pausing {

    private static final String INSERT =
            "INSERT INTO action_logs_paused (pattern, who, why, since) VALUES (?, ?, ?, ?) ";

    private static final String REPLACE = "UPDATE action_logs_paused SET who = ?, why = ? WHERE pattern = ?";

    private static final String RESUME = "DELETE FROM action_logs_paused WHERE pattern = ?";

    private static final String TABLE = "action_logs_paused";

    private static final String PAUSED = "SELECT pattern, who, why, since FROM action_logs_paused ";

    private static final int ATTEMPTS = 5;

    @Override
    public void pause(Connection connection, TableName table, String pattern, String who, String why)
            throws SQLException {
        Pause pause = new Pause(pattern, who, why, drawing.now(connection, table));
        if (onConflict.isEmpty()) {
            replaceOrInsert(connection, table, pause);
        } else {
            insert(connection, table, pause);
        }
    }

    private void replaceOrInsert(Connection connection, TableName table, Pause pause) throws SQLException {
        for (int attempt = 1; !replace(connection, table, pause); attempt++) {
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

    private boolean replace(Connection connection, TableName table, Pause pause) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(Sql.on(table, REPLACE))) {
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
        try (PreparedStatement statement = connection.prepareStatement(Sql.on(table, INSERT + onConflict))) {
            Binding binding = new Binding(dialect, statement)
                    .string(pause.pattern())
                    .string(pause.who())
                    .string(pause.why())
                    .instant(pause.since());
            if (!onConflict.isEmpty()) {
                binding.string(pause.who()).string(pause.why());
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw named(table, e);
        }
    }

    @Override
    public boolean resume(Connection connection, TableName table, String pattern) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(Sql.on(table, RESUME))) {
            statement.setString(1, pattern);
            return statement.executeUpdate() == 1;
        } catch (SQLException e) {
            throw named(table, e);
        }
    }

    @Override
    public List<Pause> paused(Connection connection, TableName table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(Sql.on(table, PAUSED + unlocked));
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
            throw Problems.tableMissing(
                    Sql.on(table, TABLE), dialect.database(), new Ddl(dialect.ddl(), table).command());
        }
        return e;
    }
}
