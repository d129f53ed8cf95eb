package io.claimdispatch.internal.upkeep;

import io.claimdispatch.internal.claim.DueSignal;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.MaintenanceTask;
import io.claimdispatch.internal.route.ProcessorRegistry;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * Asks the families of processors about types that were published on this node for the first time. Neither the publisher nor a
 * coordinator does: it is the user's code, and may hang.
 */
@Component
class PublishedTypes implements MaintenanceTask {

    private final ProcessorRegistry processors;
    private final DueSignal signal;

    @Inject
    PublishedTypes(ProcessorRegistry processors, DueSignal signal) {
        this.processors = processors;
        this.signal = signal;
    }

    @Override
    public String doing() {
        return "ask about published types";
    }

    @Override
    public MaintenanceThread thread() {
        return MaintenanceThread.DISCOVERY;
    }

    @Override
    public Duration interval() {
        // the first row of a type waits for it; most rounds look into an empty set
        return Duration.ofMillis(50);
    }

    @Override
    public boolean onlyWhileClaiming() {
        return true;
    }

    @Override
    public void run() {
        if (processors.askAboutPublished()) {
            signal.due();
        }
    }
}
