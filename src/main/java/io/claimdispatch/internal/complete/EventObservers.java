package io.claimdispatch.internal.complete;

import io.claimdispatch.ActionDied;
import io.claimdispatch.ActionFailed;
import io.claimdispatch.ActionProcessed;
import io.claimdispatch.internal.common.Component;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;

/** Which of the events anything observes. Found out once, so that an event without observers costs nothing. */
@Component
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

    /** Nothing observes. */
    static EventObservers none() {
        return new EventObservers(false, false, false);
    }

    private static boolean isObserved(BeanManager beans, Object event) {
        return !beans.resolveObserverMethods(event).isEmpty();
    }

    /** Of {@link ActionProcessed}. */
    public boolean ofProcessed() {
        return processed;
    }

    /** Of {@link ActionFailed}. */
    public boolean ofFailed() {
        return failed;
    }

    /** Of {@link ActionDied}. */
    public boolean ofDied() {
        return died;
    }

    /** Of any. */
    public boolean any() {
        return processed || failed || died;
    }
}
