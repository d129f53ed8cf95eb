package io.claimdispatch.internal.dispatch;

import jakarta.enterprise.concurrent.ContextService;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The context of the thread that has made this: what code sees of the server, its names, class loader and caller. Each run has a
 * contextual object of its own. GlassFish keeps the transaction of a thread in the contextual object that the thread is in: of two threads
 * in the same one, each gets its connections in the transaction that was begun last.
 */
final class ApplicationContexts {

    private final Supplier<Consumer<Runnable>> made;

    ApplicationContexts(ContextService service) {
        made = service.contextualSupplier(() -> service.contextualConsumer(Runnable::run));
    }

    /** Runs it, on this thread. */
    void run(Runnable task) {
        next().accept(task);
    }

    /** The object that makes the others must not be used by two threads at once either. */
    private synchronized Consumer<Runnable> next() {
        return made.get();
    }
}
