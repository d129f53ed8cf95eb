package io.claimdispatch.bench.contender;

import io.claimdispatch.bench.Place;

/** Two nodes of the product on one table, in one JVM. */
public final class TwoNodes extends ClaimDispatchNode {

    /** Starts both. */
    public TwoNodes(Place place) {
        super(place, 2, false, Processors.class);
    }
}
