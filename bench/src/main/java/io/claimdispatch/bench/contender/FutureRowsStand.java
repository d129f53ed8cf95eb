package io.claimdispatch.bench.contender;

import io.claimdispatch.bench.Place;

/** The product with rows that are due in a year in its table. */
public final class FutureRowsStand extends StandingRows {

    /** Starts the node. */
    public FutureRowsStand(Place place) {
        super(place, State.FUTURE);
    }
}
