package io.claimdispatch.internal.store.probe;

import io.claimdispatch.internal.common.Problems;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.ActionStore;
import io.claimdispatch.internal.store.Dialect;
import io.claimdispatch.internal.store.failure.SqlStates;
import io.claimdispatch.internal.store.row.ClaimRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;

/**
 * Runs the queries of operators and of the claim once, for a type that no publisher can store: what a mode of the database
 * cannot read must fail at the start, and not in the first list.
 */
public final class StatementProbe {

    /** Blanks at both ends are refused by publishers. */
    private static final Set<String> NO_TYPE = Set.of(" claim-dispatch ");

    private StatementProbe() {}

    /** A statement. */
    @FunctionalInterface
    public interface Tried {
        public void run() throws SQLException;
    }

    /**
     * Runs them on one table.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0114 if the database does not understand one
     */
    static void check(Connection connection, Dialect dialect, TableName table) throws SQLException {
        ActionStore store = dialect.store();
        run(dialect, () -> store.queries().find(connection, table, Long.MIN_VALUE));
        run(dialect, () -> store.queries().due(connection, table, NO_TYPE, 1));
        run(
                dialect,
                () -> store.claims()
                        .claim(connection, new ClaimRequest(table, NO_TYPE, 1, 1, "start", 0, Duration.ofMinutes(1))));
    }

    /** Runs one, and tells why if the database refuses the statement itself. */
    public static void run(Dialect dialect, Tried tried) throws SQLException {
        try {
            tried.run();
        } catch (SQLException e) {
            if (SqlStates.isNotUnderstood(e)) {
                throw Problems.statementUnfit(dialect.database(), e);
            }
            throw e;
        }
    }
}
