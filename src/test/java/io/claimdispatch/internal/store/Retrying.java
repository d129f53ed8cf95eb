package io.claimdispatch.internal.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/** Does what every caller of the store does with a deadlock: the transaction again. */
final class Retrying {

    private static final Set<String> TRANSIENT = Set.of("40001", "40P01");

    private Retrying() {}

    static <T> T inTransaction(Connection connection, Transactions.Work<T> work) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                T result = work.with(connection);
                connection.commit();
                return result;
            } catch (SQLException e) {
                connection.rollback();
                if (!TRANSIENT.contains(e.getSQLState()) || attempt == 50) {
                    throw e;
                }
            }
        }
    }
}
