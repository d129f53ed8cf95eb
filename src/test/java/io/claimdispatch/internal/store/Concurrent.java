package io.claimdispatch.internal.store;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Something that runs beside the test. */
final class Concurrent<T> implements AutoCloseable {

    private static final AtomicInteger RUNNING = new AtomicInteger();

    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final Future<T> future;
    private final int waiters;

    private Concurrent(Callable<T> work) {
        waiters = RUNNING.incrementAndGet();
        future = executor.submit(work);
    }

    static <T> Concurrent<T> start(Callable<T> work) {
        return new Concurrent<>(work);
    }

    /** Until the database says that all that were started wait for a lock, or this one is done without. */
    void untilBlocked(TestDatabase database) {
        await().atMost(Duration.ofSeconds(30)).until(() -> future.isDone() || database.waitingSessions() >= waiters);
    }

    T result() throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(60, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        RUNNING.decrementAndGet();
        executor.shutdownNow();
    }
}
