package io.claimdispatch.internal.store.probe;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.problem.StartProblems;
import io.claimdispatch.internal.store.ActionStore;
import io.claimdispatch.internal.store.Dialect;
import io.claimdispatch.internal.store.failure.SqlStates;
import io.claimdispatch.internal.store.row.ClaimRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;

/**
 * Runs the queries of operators and of the claim once, for a type that no publisher can store: a statement that a mode
 * of the database does not understand must fail at the start, not at its first use.
 */
public final class StatementProbe {

    /** Publishers refuse blanks at both ends. */
    private static final Set<String> NO_TYPE = Set.of(" claim-dispatch ");

    private StatementProbe() {}

    /** A statement. */
    @FunctionalInterface
    public interface Tried {
        public void run() throws SQLException;
    }

    /**
     * Runs the statements on one table.
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

    /** Runs a statement, and reports it if the database does not understand it. */
    public static void run(Dialect dialect, Tried tried) throws SQLException {
        try {
            tried.run();
        } catch (SQLException e) {
            if (SqlStates.isNotUnderstood(e)) {
                throw StartProblems.statementUnfit(dialect.database(), e);
            }
            throw e;
        }
    }
}
