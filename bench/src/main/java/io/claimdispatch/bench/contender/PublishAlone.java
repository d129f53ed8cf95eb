package io.claimdispatch.bench.contender;

import io.claimdispatch.bench.Place;
import io.claimdispatch.bench.Work;

/** The product's publisher in four threads, whose callers have no transaction. */
public final class PublishAlone extends PublishingNode {

    /** Starts the node. */
    public PublishAlone(Place place) {
        super(place, PlainInserts.THREADS, false);
    }

    @Override
    void publishOne(int number) {
        node().publisher().quick(WORK.name(), new Work(number, Work.TEXT));
    }
}
