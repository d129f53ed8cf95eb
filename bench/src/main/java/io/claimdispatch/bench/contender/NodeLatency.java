package io.claimdispatch.bench.contender;

import io.claimdispatch.bench.Executions;
import io.claimdispatch.bench.Place;
import io.claimdispatch.bench.Work;

/** From the call of commit until the task begins, on a node at rest that is woken by the commit. One row after another. */
public final class NodeLatency extends ClaimDispatchNode {

    private long[] latencies = {};

    /** Starts the node. */
    public NodeLatency(Place place) {
        super(place, 1, true, Processors.class);
    }

    @Override
    public void prepare(int rows) throws Exception {
        table().empty();
        table().settle();
    }

    @Override
    public void run() throws Exception {
        node().startTimer();
        latencies = new long[Executions.current().rows()];
        for (int number = 0; number < latencies.length; number++) {
            Work work = new Work(number, Work.TEXT);
            long committing = node().inTransaction(() -> {
                node().publisher().quick(WORK.name(), work);
                return System.nanoTime();
            });
            latencies[number] = Executions.current().awaitStart(number) - committing;
            node().awaitRest();
        }
        node().stopTimer();
    }

    @Override
    public long[] latencies() {
        return latencies;
    }
}
