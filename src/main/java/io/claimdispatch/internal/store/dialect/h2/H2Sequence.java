package io.claimdispatch.internal.store.dialect.h2;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.sql.IdSequence;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Reads the clock again where H2 has failed at it. Its list of sessions, which alone tells the time within a transaction,
 * meets a NullPointerException if another session is just ending (H2 2.2.224: {@code SessionLocal.getBlockingSessionId}). The
 * transaction goes on after such an error; ids that were drawn are lost, which leaves a gap.
 *
 * @param sequence draws and reads
 */
record H2Sequence(IdSequence sequence) implements IdSequence {

    /** {@code ErrorCode.GENERAL_ERROR_1}. */
    private static final int GENERAL_ERROR = 50_000;

    private static final int ATTEMPTS = 5;

    private interface Reading<T> {
        T read() throws SQLException;
    }

    @Override
    public Draw draw(Connection connection, TableName table, int count) throws SQLException {
        return again(() -> sequence.draw(connection, table, count));
    }

    @Override
    public Instant now(Connection connection, TableName table) throws SQLException {
        return again(() -> sequence.now(connection, table));
    }

    private static <T> T again(Reading<T> reading) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return reading.read();
            } catch (SQLException e) {
                if (e.getErrorCode() != GENERAL_ERROR || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
