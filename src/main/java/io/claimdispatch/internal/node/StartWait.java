package io.claimdispatch.internal.node;

import io.claimdispatch.internal.common.Log;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The thread that tries the start again until it needs no more tries or is told to end. It waits longer from try to try, since
 * servers log each connection that cannot be made with its stack.
 */
final class StartWait implements Runnable {

    static final String NAME = "claim-dispatch-start";

    static final Duration SHORTEST = Duration.ofSeconds(1);

    private static final Log LOG = Log.of(StartWait.class);

    private static final Duration LONGEST = Duration.ofSeconds(5);

    /** A try may wait for a pool or a network; an undeployment does not wait for that. */
    private static final Duration LONGEST_JOIN = Duration.ofSeconds(2);

    private final Semaphore signal = new Semaphore(0);
    private final Supplier<Duration> attempt;
    private Duration pause = SHORTEST;
    private volatile boolean ended;
    private volatile @Nullable Thread thread;

    /**
     * Begins nothing yet.
     *
     * @param attempt returns how long to wait for the next one at least; zero if none is needed
     */
    StartWait(Supplier<Duration> attempt) {
        this.attempt = attempt;
    }

    /** Begins on a thread that runs this. */
    void begin(Thread own) {
        own.setName(NAME);
        own.setDaemon(true);
        thread = own;
        own.start();
    }

    /** Ends it at once, apart from a try that does not come back. */
    void end() {
        ended = true;
        signal.release();
        Thread own = thread;
        if (own == null || own == Thread.currentThread()) {
            return;
        }
        own.interrupt();
        try {
            TimeUnit.NANOSECONDS.timedJoin(own, LONGEST_JOIN.toNanos());
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
        Duration next = SHORTEST;
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
            // only the end of the application ends the wait; a driver or server may interrupt for reasons of its own
        }
        return ended;
    }

    private Duration trySafely() {
        try {
            Duration least = attempt.get();
            if (least.isZero()) {
                return least;
            }
            Duration next = least.compareTo(pause) > 0 ? least : pause;
            pause = longer();
            return next;
        } catch (Throwable e) {
            // an error, of a full heap for example, passes; without this thread the node would never start
            if (!ended) {
                LOG.log(Level.DEBUG, "a try to start has failed", e);
            }
            return LONGEST;
        }
    }

    private Duration longer() {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
    }
}
