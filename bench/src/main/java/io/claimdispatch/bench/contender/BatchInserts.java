package io.claimdispatch.bench.contender;

import io.claimdispatch.bench.InParallel;
import io.claimdispatch.bench.Place;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A JDBC batch in a transaction; the case gives the driver the setting that makes few statements of it. It returns no ids. */
public final class BatchInserts extends PlainInserts {

    /** Of a batch, and of a call of the product. */
    static final int ROWS_PER_CALL = 500;

    /** Makes the table. */
    public BatchInserts(Place place) throws SQLException {
        super(place);
    }

    @Override
    void insert(InParallel threads, int rows) throws SQLException {
        for (int first = 0; first < rows; first += ROWS_PER_CALL) {
            try (Connection connection = dataSource().getConnection();
                    PreparedStatement insert = connection.prepareStatement(INSERT)) {
                connection.setAutoCommit(false);
                for (int number = first; number < Math.min(rows, first + ROWS_PER_CALL); number++) {
                    insert.setString(1, payload(number));
                    insert.addBatch();
                }
                insert.executeBatch();
                connection.commit();
                connection.setAutoCommit(true);
            }
        }
    }
}
