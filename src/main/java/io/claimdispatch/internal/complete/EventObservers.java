package io.claimdispatch.internal.complete;

import io.claimdispatch.ActionDied;
import io.claimdispatch.ActionFailed;
import io.claimdispatch.ActionProcessed;
import io.claimdispatch.internal.common.Component;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;

/** Knows which events have observers. Determined once, so that an event without observers costs nothing. */
@Component
@Dependent
public class EventObservers {

    private final boolean processed;
    private final boolean failed;
    private final boolean died;

    @Inject
    EventObservers(BeanManager beans) {
        this(
                isObserved(beans, new ActionProcessed("", 0, "", null, 1)),
                isObserved(beans, new ActionFailed("", 0, "", null, 1, List.of(), "", Duration.ZERO)),
                isObserved(beans, new ActionDied("", 0, "", null, 1, List.of(), "")));
    }

    private EventObservers(boolean processed, boolean failed, boolean died) {
        this.processed = processed;
        this.failed = failed;
        this.died = died;
    }

    /** An instance without observers. */
    static EventObservers none() {
        return new EventObservers(false, false, false);
    }

    private static boolean isObserved(BeanManager beans, Object event) {
        return !beans.resolveObserverMethods(event).isEmpty();
    }

    /** Whether {@link ActionProcessed} is observed. */
    public boolean ofProcessed() {
        return processed;
    }

    /** Whether {@link ActionFailed} is observed. */
    public boolean ofFailed() {
        return failed;
    }

    /** Whether {@link ActionDied} is observed. */
    public boolean ofDied() {
        return died;
    }

    /** Whether any event is observed. */
    public boolean any() {
        return processed || failed || died;
    }
}
