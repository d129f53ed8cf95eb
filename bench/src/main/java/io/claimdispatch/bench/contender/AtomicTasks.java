package io.claimdispatch.bench.contender;

import io.claimdispatch.Processor;
import io.claimdispatch.bench.Executions;
import io.claimdispatch.bench.Place;
import io.claimdispatch.bench.Work;
import jakarta.enterprise.context.ApplicationScoped;

/** The product, with tasks that each run in the transaction that completes their row. */
public final class AtomicTasks extends ClaimDispatchNode {

    /** Starts the node. */
    public AtomicTasks(Place place) {
        super(place, 1, false, Atomic.class);
    }

    /** The application's bean. */
    @ApplicationScoped
    public static class Atomic {

        /** Runs a row. */
        @Processor(value = "bench.work", atomic = true)
        public void work(Work work) {
            Executions.current().ran(work.number());
        }
    }
}
