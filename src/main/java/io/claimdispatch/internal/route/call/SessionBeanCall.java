package io.claimdispatch.internal.route.call;

import jakarta.ejb.EJBException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A call that may end in a session bean, whose container wraps what the bean's code throws. */
final class SessionBeanCall {

    private SessionBeanCall() {}

    /**
     * Calls.
     *
     * @throws Exception what the user's code threw: by it, and not by the wrapper, is decided whether to try again
     */
    static <R extends @Nullable Object> R call(Callable<R> call) throws Exception {
        try {
            return call.call();
        } catch (EJBException e) {
            // only unchecked exceptions are wrapped; anything else is an EJBException of the user's own making
            throw e.getCause() instanceof RuntimeException thrown ? thrown : e;
        }
    }
}
