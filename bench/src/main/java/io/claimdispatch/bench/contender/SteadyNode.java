package io.claimdispatch.bench.contender;

import io.claimdispatch.bench.InParallel;
import io.claimdispatch.bench.Place;

/** The product under a steady load: it runs the rows as they come, and their commit wakes it. */
public final class SteadyNode extends PublishBesideRunning {

    private long[] latencies = {};

    /** Starts the node. */
    public SteadyNode(Place place) {
        super(place);
    }

    @Override
    void publish(InParallel publishers, int rows) throws Exception {
        latencies = AtFixedRate.latencies(publishers, rows, this::publishOne);
    }

    @Override
    public long[] latencies() {
        return latencies;
    }
}
