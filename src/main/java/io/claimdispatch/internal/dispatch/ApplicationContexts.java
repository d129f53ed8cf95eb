package io.claimdispatch.internal.dispatch;

import jakarta.enterprise.concurrent.ContextService;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The context of the thread that created this object: the JNDI names, class loader and caller that code sees. Each run
 * has its own contextual object, since GlassFish stores a thread's transaction in the contextual object that the thread
 * runs in: if two threads share one, each gets its connections in the transaction that was begun last.
 */
final class ApplicationContexts {

    private final Supplier<Consumer<Runnable>> made;

    ApplicationContexts(ContextService service) {
        made = service.contextualSupplier(() -> service.contextualConsumer(Runnable::run));
    }

    /** Runs a task on this thread, in the context. */
    void run(Runnable task) {
        next().accept(task);
    }

    /**
     * Creates the next contextual object. Synchronized, since two threads must not use the creating object at once
     * either.
     */
    private synchronized Consumer<Runnable> next() {
        return made.get();
    }
}
