package io.claimdispatch.pipeline;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;

/** The server's threads. */
final class ServerThreads implements ManagedThreadFactory, AutoCloseable {

    private final ExecutorService pool;

    /** As many as are asked for. */
    ServerThreads() {
        pool = Executors.newCachedThreadPool(this);
    }

    /** Those of the managed executor come from a pool that the test has made. */
    ServerThreads(ExecutorService pool) {
        this.pool = pool;
    }

    /** The managed executor. */
    ManagedExecutorService executor() {
        return (ManagedExecutorService) Proxy.newProxyInstance(
                ServerThreads.class.getClassLoader(),
                new Class<?>[] {ManagedExecutorService.class},
                (proxy, method, given) -> {
                    try {
                        return method.invoke(pool, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public Thread newThread(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public ForkJoinWorkerThread newThread(ForkJoinPool forkJoin) {
        throw new UnsupportedOperationException();
    }

    /** Interrupts what still runs. */
    @Override
    public void close() {
        pool.shutdownNow();
    }
}
