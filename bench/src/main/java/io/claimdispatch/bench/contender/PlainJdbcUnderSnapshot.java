package io.claimdispatch.bench.contender;

import io.claimdispatch.bench.Place;
import java.sql.SQLException;

/** Plain JDBC, while another transaction holds a snapshot from before the round. */
public final class PlainJdbcUnderSnapshot extends PlainJdbc {

    private final Place place;

    /** Makes the table. */
    public PlainJdbcUnderSnapshot(Place place) throws SQLException {
        super(place);
        this.place = place;
    }

    @Override
    public void run() throws Exception {
        try (Snapshot snapshot = new Snapshot(place.dataSource())) {
            super.run();
        }
    }
}
