package io.claimdispatch.bench.contender;

import io.claimdispatch.bench.InParallel;
import io.claimdispatch.bench.Place;
import io.claimdispatch.bench.Work;
import java.util.List;

/** The product's publisher with many rows in a call, each call in a transaction of the caller. */
public final class PublishAllRows extends PublishingNode {

    /** Starts the node. */
    public PublishAllRows(Place place) {
        super(place, 1, false);
    }

    @Override
    void publish(InParallel publishers, int rows) throws Exception {
        for (int first = 0; first < rows; first += BatchInserts.ROWS_PER_CALL) {
            List<Work> work = work(first, Math.min(rows, first + BatchInserts.ROWS_PER_CALL));
            node().inTransaction(() -> node().publisher().publishAll(WORK, work));
        }
    }
}
