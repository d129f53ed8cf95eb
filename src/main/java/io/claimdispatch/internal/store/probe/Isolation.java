package io.claimdispatch.internal.store.probe;

import io.claimdispatch.internal.common.problem.StartProblems;
import io.claimdispatch.internal.store.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** Checks the isolation level of the data source's connections. */
final class Isolation {

    private static final Map<Integer, String> NAMES = Map.of(
            Connection.TRANSACTION_NONE, "NONE",
            Connection.TRANSACTION_READ_UNCOMMITTED, "READ UNCOMMITTED",
            Connection.TRANSACTION_READ_COMMITTED, "READ COMMITTED",
            Connection.TRANSACTION_REPEATABLE_READ, "REPEATABLE READ",
            Connection.TRANSACTION_SERIALIZABLE, "SERIALIZABLE");

    private Isolation() {}

    /**
     * Checks a connection as the pool provides it.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0112 if our statements do not work at its level
     */
    static void check(Connection connection, Dialect dialect, String dataSource) throws SQLException {
        int level = connection.getTransactionIsolation();
        if (!dialect.meaning().isolations().contains(level)) {
            throw StartProblems.isolationUnfit(
                    dataSource, dialect.database(), NAMES.getOrDefault(level, Integer.toString(level)));
        }
    }
}
