package io.claimdispatch.bench.contender;

import io.claimdispatch.bench.InParallel;
import io.claimdispatch.bench.Place;
import java.sql.Connection;
import java.sql.SQLException;

/** A bare insert in four threads, each in a transaction that is begun and committed around it. */
public final class InsertsInTransactions extends PlainInserts {

    /** Makes the table. */
    public InsertsInTransactions(Place place) throws SQLException {
        super(place);
    }

    @Override
    void insert(InParallel threads, int rows) throws Exception {
        threads.rows(rows, number -> {
            try (Connection connection = dataSource().getConnection()) {
                connection.setAutoCommit(false);
                insertOne(connection, number);
                connection.commit();
                connection.setAutoCommit(true);
            }
        });
    }
}
