package io.claimdispatch.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that do something together; they stay for all rounds. */
public final class InParallel implements AutoCloseable {

    private final int threads;
    private final ExecutorService executor;

    /** So many threads. */
    public InParallel(int threads) {
        this.threads = threads;
        executor = Executors.newFixedThreadPool(threads);
    }

    /** What a thread does. */
    @FunctionalInterface
    public interface Part {
        /** Does the part of the thread with this number, from 0. */
        void run(int thread) throws Exception;
    }

    /** What is done with a row. */
    @FunctionalInterface
    public interface Each {
        /** Does it with the row of this number, from 0. */
        void row(int number) throws Exception;
    }

    /** Every thread does its part; returns when all have, and throws what one of them threw. */
    public void run(Part part) throws Exception {
        List<Callable<Void>> parts = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            int number = thread;
            parts.add(() -> {
                part.run(number);
                return null;
            });
        }
        for (Future<Void> each : executor.invokeAll(parts)) {
            each.get();
        }
    }

    /** Each row once, by one of the threads. */
    public void rows(int rows, Each each) throws Exception {
        run(thread -> {
            for (int number = thread; number < rows; number += threads) {
                each.row(number);
            }
        });
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
