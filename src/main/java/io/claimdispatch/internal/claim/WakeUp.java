package io.claimdispatch.internal.claim;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.route.ProcessorRegistry;
import io.claimdispatch.internal.store.NewWork;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;

/**
 * Signals the coordinators once a publish has committed, so that what is due at once starts at once. It only signals: in
 * this phase the transaction is over, and the database must not be touched. Should the signal be missed, the timer is the
 * guarantee.
 */
@Component
class WakeUp {

    private final Settings settings;
    private final ProcessorRegistry processors;
    private final DueSignal signal;

    @Inject
    WakeUp(Settings settings, ProcessorRegistry processors, DueSignal signal) {
        this.settings = settings;
        this.processors = processors;
        this.signal = signal;
    }

    void committed(@Observes(during = TransactionPhase.AFTER_SUCCESS) NewWork work) {
        work.types().forEach(processors::published);
        if (settings.wakeUp()) {
            signal.due();
        }
    }
}
