package io.claimdispatch.bench.contender;

import io.claimdispatch.Processor;
import io.claimdispatch.bench.Executions;
import io.claimdispatch.bench.Place;
import io.claimdispatch.bench.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The product, with chunks of 50 rows that each run in the transaction that completes all of them. */
public final class AtomicChunks extends ClaimDispatchNode {

    private static final int ROWS = 50;

    /** Starts the node. */
    public AtomicChunks(Place place) {
        super(place, 1, false, Atomic.class);
    }

    /** The application's bean. */
    @ApplicationScoped
    public static class Atomic {

        /** Runs a chunk. */
        @Processor(value = "bench.work", chunk = ROWS, atomic = true)
        public void work(List<Work> all) {
            for (Work work : all) {
                Executions.current().ran(work.number());
            }
        }
    }
}
