package io.claimdispatch.internal.route.call;

import jakarta.ejb.EJBException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Calls code that may be a session bean, whose container wraps the exceptions of the bean's code. */
final class SessionBeanCall {

    private SessionBeanCall() {}

    /**
     * Makes the call.
     *
     * @throws Exception the exception of the user's code, unwrapped: it, and not the wrapper, decides on a retry
     */
    static <R extends @Nullable Object> R call(Callable<R> call) throws Exception {
        try {
            return call.call();
        } catch (EJBException e) {
            // only unchecked exceptions are wrapped; otherwise the user's code threw the EJBException itself
            throw e.getCause() instanceof RuntimeException thrown ? thrown : e;
        }
    }
}
