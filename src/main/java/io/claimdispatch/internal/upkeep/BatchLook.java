package io.claimdispatch.internal.upkeep;

import io.claimdispatch.internal.batch.BatchExecutions;
import io.claimdispatch.internal.common.Chore;
import io.claimdispatch.internal.dispatch.Intake;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** Asks about the batch executions of this node. */
@ApplicationScoped
class BatchLook implements Chore {

    private BatchExecutions batches;
    private Intake intake;

    /** For the proxy. */
    @SuppressWarnings("NullAway.Init")
    BatchLook() {}

    @Inject
    BatchLook(BatchExecutions batches, Intake intake) {
        this.batches = batches;
        this.intake = intake;
    }

    @Override
    public String doing() {
        return "ask about batch executions";
    }

    @Override
    public Lane lane() {
        return Lane.BATCH;
    }

    @Override
    public Duration interval() {
        // also while there is none: one that starts meanwhile is asked about soon
        return BatchExecutions.FIRST_LOOK;
    }

    @Override
    public void run() {
        batches.look(intake.isOpen());
    }
}
