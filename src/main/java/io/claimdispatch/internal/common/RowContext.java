package io.claimdispatch.internal.common;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.util.concurrent.Callable;

/**
 * Runs work in a request context. A separate bean, since the context begins only if a call passes the container's
 * interceptor.
 */
@Component
@Dependent
public class RowContext {

    /** Runs the work with a request context, which a thread of a managed executor lacks. */
    @ActivateRequestContext
    public void run(Runnable work) {
        work.run();
    }

    /** Makes a call with a request context, and returns its result. */
    @ActivateRequestContext
    public <R> R call(Callable<R> work) throws Exception {
        return work.call();
    }
}
