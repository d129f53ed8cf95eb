package io.claimdispatch.bench.contender;

import io.claimdispatch.bench.Place;

/** The product's publisher in four threads, one row in a transaction of the caller. */
public final class PublishInTransactions extends PublishingNode {

    /** Starts the node. */
    public PublishInTransactions(Place place) {
        super(place, PlainInserts.THREADS, false);
    }
}
