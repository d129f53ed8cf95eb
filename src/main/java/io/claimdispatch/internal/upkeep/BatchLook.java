package io.claimdispatch.internal.upkeep;

import io.claimdispatch.internal.batch.BatchExecutions;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.MaintenanceTask;
import io.claimdispatch.internal.dispatch.AdmissionGate;
import jakarta.inject.Inject;
import java.time.Duration;

/** Asks about the batch executions of this node. */
@Component
class BatchLook implements MaintenanceTask {

    private final BatchExecutions batches;
    private final AdmissionGate gate;

    @Inject
    BatchLook(BatchExecutions batches, AdmissionGate gate) {
        this.batches = batches;
        this.gate = gate;
    }

    @Override
    public String doing() {
        return "ask about batch executions";
    }

    @Override
    public MaintenanceThread thread() {
        return MaintenanceThread.BATCH;
    }

    @Override
    public Duration interval() {
        // also while there is none: one that starts meanwhile is asked about soon
        return BatchExecutions.FIRST_LOOK;
    }

    @Override
    public void run() {
        batches.look(gate.isOpen());
    }
}
