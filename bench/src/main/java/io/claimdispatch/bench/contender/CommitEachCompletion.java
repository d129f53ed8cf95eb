package io.claimdispatch.bench.contender;

import io.claimdispatch.bench.Place;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * What PostgreSQL can do if each row is completed in a transaction of its own, in which the effect of a task would be as well:
 * many threads, each of which claims some rows at once and then completes one after another.
 */
public final class CommitEachCompletion extends PlainJdbc {

    /** As many as the product has tasks at once. */
    private static final int THREADS = 16;

    private static final int ROWS_PER_CLAIM = 100;

    private static final String COMPLETE_ONE =
            "UPDATE plain_jobs SET processed_at = statement_timestamp(), lease_until = NULL WHERE id = ? AND claim_token = ?";

    /** Makes the table. */
    public CommitEachCompletion(Place place) throws SQLException {
        super(place, THREADS, ROWS_PER_CLAIM);
    }

    @Override
    String completion() {
        return COMPLETE_ONE;
    }

    @Override
    void complete(Connection connection, PreparedStatement complete, List<Long> ids, long token) throws SQLException {
        for (long id : ids) {
            complete.setLong(1, id);
            complete.setLong(2, token);
            require(1, complete.executeUpdate());
        }
    }
}
