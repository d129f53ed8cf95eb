package io.claimdispatch.internal.complete;

import io.claimdispatch.ActionDied;
import io.claimdispatch.ActionFailed;
import io.claimdispatch.ActionProcessed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;

/** Which of the events anything observes. Found out once, so that an event without observers costs nothing. */
@ApplicationScoped
public class EventObservers {

    private boolean processed;
    private boolean failed;
    private boolean died;

    /** For the proxy. */
    EventObservers() {}

    @Inject
    EventObservers(BeanManager beans) {
        processed = isObserved(beans, new ActionProcessed("", 0, "", null, 1));
        failed = isObserved(beans, new ActionFailed("", 0, "", null, 1, List.of(), "", Duration.ZERO));
        died = isObserved(beans, new ActionDied("", 0, "", null, 1, List.of(), ""));
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
