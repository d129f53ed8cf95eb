package io.claimdispatch.internal.claim;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;

/** Whether this node takes on work: not while its server is suspended, and not once it stops. */
@ApplicationScoped
class Intake {

    private final AtomicInteger callers = new AtomicInteger();
    private volatile boolean stopped;
    private volatile boolean suspended;

    void start() {
        stopped = false;
    }

    void stop() {
        stopped = true;
    }

    void suspended(boolean now) {
        suspended = now;
    }

    boolean isSuspended() {
        return suspended;
    }

    boolean isOpen() {
        return !stopped && !suspended;
    }

    /**
     * Before a claim on a thread that is not ours, which must {@link #leave} afterwards: what it brings just when the node
     * stops would otherwise be forgotten.
     *
     * @return false if the node takes on nothing; then there is nothing to leave
     */
    boolean enter() {
        callers.incrementAndGet();
        // not before it is counted: the thread that stops the node closes first, and then looks for callers
        if (isOpen()) {
            return true;
        }
        callers.decrementAndGet();
        return false;
    }

    /** What was claimed since {@link #enter} is handed on or given back. */
    void leave() {
        callers.decrementAndGet();
    }

    /** Whether a caller has entered and not left. */
    boolean isEntered() {
        return callers.get() > 0;
    }
}
