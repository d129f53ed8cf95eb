package io.claimdispatch.internal.common;

import jakarta.enterprise.context.control.ActivateRequestContext;

/** A bean of its own, since the request context begins only where a call passes the container's proxy. */
@Component
public class RowContext {

    /** Runs with a request context, which a thread of a managed executor does not have. */
    @ActivateRequestContext
    public void run(Runnable work) {
        work.run();
    }
}
