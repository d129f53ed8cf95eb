package io.claimdispatch.internal.claim;

import io.claimdispatch.internal.complete.BatchExecutions;
import io.claimdispatch.internal.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** Asks about the batch executions of this node. */
@ApplicationScoped
class BatchLook implements Chore {

    private Settings settings;
    private BatchExecutions batches;
    private ClaimLoop loop;

    /** For the proxy. */
    @SuppressWarnings("NullAway.Init")
    BatchLook() {}

    @Inject
    BatchLook(Settings settings, BatchExecutions batches, ClaimLoop loop) {
        this.settings = settings;
        this.batches = batches;
        this.loop = loop;
    }

    @Override
    public String doing() {
        return "ask about batch executions";
    }

    @Override
    public Lane lane() {
        return Lane.MAINTENANCE;
    }

    @Override
    public Duration interval() {
        // also while there is none: one that starts meanwhile is asked about soon
        return BatchExecutions.FIRST_LOOK;
    }

    @Override
    public void run() {
        // a node that claims by hand only is never seen to stop claiming
        batches.look(loop.isClaiming() || !settings.claiming() && !loop.isStopped());
    }
}
