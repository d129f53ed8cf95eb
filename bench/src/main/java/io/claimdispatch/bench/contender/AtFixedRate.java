package io.claimdispatch.bench.contender;

import io.claimdispatch.bench.Executions;
import io.claimdispatch.bench.InParallel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Publishing at a fixed rate, whether earlier rows were slow or not. A row's latency counts from when it should have been published, so
 * that a delay also counts for the rows that queue up behind it.
 */
final class AtFixedRate {

    /** A load that two processors carry with ease. */
    static final int ROWS_PER_SECOND = 200;

    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1) / ROWS_PER_SECOND;

    private AtFixedRate() {}

    /** Publishes so many rows, waits until each has begun, and returns how long each took until then. */
    static long[] latencies(InParallel publishers, int rows, InParallel.Each publish) throws Exception {
        long start = System.nanoTime();
        publishers.rows(rows, number -> {
            awaitUntil(start + number * INTERVAL_NANOS);
            publish.row(number);
        });
        long[] latencies = new long[rows];
        for (int number = 0; number < rows; number++) {
            latencies[number] = Executions.current().awaitStart(number) - (start + number * INTERVAL_NANOS);
        }
        return latencies;
    }

    private static void awaitUntil(long due) {
        long left = due - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = due - System.nanoTime();
        }
    }
}
