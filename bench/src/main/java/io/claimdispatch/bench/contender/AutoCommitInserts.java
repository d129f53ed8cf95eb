package io.claimdispatch.bench.contender;

import io.claimdispatch.bench.InParallel;
import io.claimdispatch.bench.Place;
import java.sql.Connection;
import java.sql.SQLException;

/** A bare insert in four threads, which commits itself. */
public final class AutoCommitInserts extends PlainInserts {

    /** Makes the table. */
    public AutoCommitInserts(Place place) throws SQLException {
        super(place);
    }

    @Override
    void insert(InParallel threads, int rows) throws Exception {
        threads.rows(rows, number -> {
            try (Connection connection = dataSource().getConnection()) {
                insertOne(connection, number);
            }
        });
    }
}
