package io.claimdispatch.bench.contender;

import io.claimdispatch.bench.Executions;
import io.claimdispatch.bench.Place;

/** The product's publisher in four threads, on a node that runs the rows as they come. */
public class PublishBesideRunning extends PublishingNode {

    /** Starts the node. */
    public PublishBesideRunning(Place place) {
        super(place, PlainInserts.THREADS, true);
    }

    @Override
    public void run() throws Exception {
        node().startTimer();
        super.run();
    }

    @Override
    public void verify() throws Exception {
        Executions.current().awaitAll();
        awaitDone();
        node().stopTimer();
        verifyDone();
    }
}
