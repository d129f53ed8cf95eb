package io.claimdispatch.internal.node;

import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Creates the server's threads with the context class loader of this application. A managed factory promises that
 * loader, but Payara looks it up again, by the component's name, when the thread begins. Its CDI loads client proxies
 * by the context class loader: after a refused deployment, every maintenance thread of the next application once died
 * with "argument type mismatch", the result of proxies from the refused application's classes.
 */
final class ApplicationThreads implements ThreadFactory {

    private final ThreadFactory server;
    private final @Nullable ClassLoader application;

    /** Takes the class loader of the calling thread, on which the server must be calling the application. */
    ApplicationThreads(ThreadFactory server) {
        this.server = server;
        this.application = Thread.currentThread().getContextClassLoader();
    }

    @Override
    public @Nullable Thread newThread(Runnable work) {
        return server.newThread(() -> {
            // the server has just set its own
            Thread.currentThread().setContextClassLoader(application);
            work.run();
        });
    }
}
