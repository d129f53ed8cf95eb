package io.claimdispatch.bench.contender;

import io.claimdispatch.bench.Executions;
import io.claimdispatch.bench.InParallel;
import io.claimdispatch.bench.Place;
import io.claimdispatch.bench.Work;

/** The product's publisher, while no row runs. The rows run when they are counted. */
abstract class PublishingNode extends ClaimDispatchNode {

    private final InParallel publishers;

    PublishingNode(Place place, int publishers, boolean wakesUp) {
        super(place, 1, wakesUp, Processors.class);
        this.publishers = new InParallel(publishers);
    }

    @Override
    public void prepare(int rows) throws Exception {
        table().empty();
        table().settle();
    }

    @Override
    public void run() throws Exception {
        publish(publishers, Executions.current().rows());
    }

    /** Stores so many rows. */
    void publish(InParallel publishers, int rows) throws Exception {
        publishers.rows(rows, this::publishOne);
    }

    /** In a transaction of the caller. */
    void publishOne(int number) throws Exception {
        Work work = new Work(number, Work.TEXT);
        node().inTransaction(() -> node().publisher().quick(WORK.name(), work));
    }

    @Override
    public void verify() throws Exception {
        drain();
        verifyDone();
    }

    @Override
    public void close() throws Exception {
        publishers.close();
        super.close();
    }
}
