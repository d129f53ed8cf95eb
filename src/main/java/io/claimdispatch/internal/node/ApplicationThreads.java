package io.claimdispatch.internal.node;

import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * The server's threads, with the context class loader of this application. A managed factory promises that loader, but Payara asks
 * again, by the component's name, when the thread begins. Its CDI loads client proxies by the context class loader: after a
 * refused deployment, every thread of the next application's maintenance once died of "argument type mismatch", which is what
 * proxies of the refused application's classes lead to.
 */
final class ApplicationThreads implements ThreadFactory {

    private final ThreadFactory server;
    private final @Nullable ClassLoader application;

    /** Takes the class loader of the calling thread, which has to be one on which the server calls the application. */
    ApplicationThreads(ThreadFactory server) {
        this.server = server;
        this.application = Thread.currentThread().getContextClassLoader();
    }

    @Override
    public @Nullable Thread newThread(Runnable work) {
        return server.newThread(() -> {
            // the server has set its own just before
            Thread.currentThread().setContextClassLoader(application);
            work.run();
        });
    }
}
