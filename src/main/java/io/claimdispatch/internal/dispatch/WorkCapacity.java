package io.claimdispatch.internal.dispatch;

import io.claimdispatch.internal.batch.BatchExecutions;
import io.claimdispatch.internal.claim.Capacity;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.config.Settings;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/**
 * How many rows this node can work on at once: as many as the setting says, but no more than there are threads for.
 * Work that takes a place without a thread (a batch execution, or a row whose stage is pending) needs no thread. A chunk
 * of rows takes one place and one thread, so its further rows are added, of as many chunks as there are places.
 */
@Component
@Dependent
public class WorkCapacity implements Capacity {

    private final Settings settings;
    private final TaskPool pool;
    private final BatchExecutions batches;
    private final Chunks chunks;

    @Inject
    WorkCapacity(Settings settings, TaskPool pool, BatchExecutions batches, Chunks chunks) {
        this.settings = settings;
        this.pool = pool;
        this.batches = batches;
        this.chunks = chunks;
    }

    @Override
    public int rows() {
        int places =
                (int) Math.min(settings.concurrency(), (long) pool.threads() + pool.keptPlaces() + batches.count());
        return (int) Math.min(settings.maxInFlight(), (long) places + chunks.further(places));
    }
}
