package io.claimdispatch.bench.contender;

import io.claimdispatch.bench.Place;

/** The product with rows that have been processed in its table. */
public final class ProcessedRowsStand extends StandingRows {

    /** Starts the node. */
    public ProcessedRowsStand(Place place) {
        super(place, State.PROCESSED);
    }
}
