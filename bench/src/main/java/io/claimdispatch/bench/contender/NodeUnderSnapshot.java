package io.claimdispatch.bench.contender;

import io.claimdispatch.bench.Place;

/** The product, while another transaction holds a snapshot from before the round. */
public final class NodeUnderSnapshot extends ClaimDispatchNode {

    private final Place place;

    /** Starts the node. */
    public NodeUnderSnapshot(Place place) {
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
