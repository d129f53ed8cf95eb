package io.claimdispatch.internal.node;

import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.Timings;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The thread that retries the start until no more tries are needed or it is told to end. It waits longer after each
 * try, since servers log each failed connection with its stack.
 */
final class StartWait implements Runnable {

    static final String NAME = "claim-dispatch-start";

    private static final Log LOG = Log.of(StartWait.class);

    private final Semaphore signal = new Semaphore(0);
    private final Timings timings;
    private final Supplier<Duration> attempt;
    private Duration backOff;
    private volatile boolean ended;
    private volatile @Nullable Thread thread;

    /**
     * Creates the wait without starting it.
     *
     * @param attempt returns the minimum delay before the next try; zero if none is needed
     */
    StartWait(Timings timings, Supplier<Duration> attempt) {
        this.timings = timings;
        this.attempt = attempt;
        this.backOff = timings.shortestStartBackOff();
    }

    /** Starts a thread that runs this. */
    void begin(Thread own) {
        own.setName(NAME);
        own.setDaemon(true);
        thread = own;
        own.start();
    }

    /** Ends the wait at once, except for a try that does not return. */
    void end() {
        ended = true;
        signal.release();
        Thread own = thread;
        if (own == null || own == Thread.currentThread()) {
            return;
        }
        own.interrupt();
        try {
            TimeUnit.NANOSECONDS.timedJoin(own, timings.endOfStart().toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the back-off between two tries. */
    void look() {
        signal.release();
    }

    @Override
    public void run() {
        Duration next = timings.shortestStartBackOff();
        while (!next.isZero() && !isEnded(next)) {
            next = trySafely();
        }
    }

    private boolean isEnded(Duration wait) {
        try {
            if (signal.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
                signal.drainPermits();
            }
        } catch (InterruptedException e) {
            // only the end of the application ends the wait; a driver or server may interrupt it for its own reasons
        }
        return ended;
    }

    private Duration trySafely() {
        try {
            Duration least = attempt.get();
            if (least.isZero()) {
                return least;
            }
            Duration next = least.compareTo(backOff) > 0 ? least : backOff;
            backOff = Timings.longer(backOff, timings.longestStartBackOff());
            return next;
        } catch (Throwable e) {
            // an error, for example out of memory, may be temporary; without this thread the node would never start
            if (!ended) {
                LOG.debug("a try to start has failed", e);
            }
            return timings.longestStartBackOff();
        }
    }
}
