package io.claimdispatch.internal.claim;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.route.ProcessorRegistry;
import io.claimdispatch.internal.store.NewWork;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;

/**
 * Signals the coordinators once a publish has committed, so that rows due at once start at once. It only signals: the
 * transaction is over in this phase, and the database must not be used. If the signal is missed, the timer still finds
 * the rows.
 */
@Component
@Dependent
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
