package io.claimdispatch.bench.contender;

import io.claimdispatch.bench.Place;

/** The product with no further rows in its table. */
public final class NoRowsStand extends StandingRows {

    /** Starts the node. */
    public NoRowsStand(Place place) {
        super(place, State.NONE);
    }
}
