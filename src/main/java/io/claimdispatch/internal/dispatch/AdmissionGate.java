package io.claimdispatch.internal.dispatch;

import io.claimdispatch.internal.common.Component;
import jakarta.enterprise.context.Dependent;
import java.util.concurrent.atomic.AtomicInteger;

/** Decides whether this node accepts work: not while its server is suspended, and not once it stops. */
@Component
@Dependent
public class AdmissionGate {

    private final AtomicInteger callers = new AtomicInteger();
    private volatile boolean stopped;
    private volatile boolean suspended;

    public void start() {
        stopped = false;
    }

    public void stop() {
        stopped = true;
    }

    public void suspended(boolean now) {
        suspended = now;
    }

    public boolean isSuspended() {
        return suspended;
    }

    public boolean isOpen() {
        return !stopped && !suspended;
    }

    /**
     * Call this before a claim on a thread that is not ours, and {@link #leave} afterwards: otherwise rows claimed just
     * when the node stops would be forgotten.
     *
     * @return false if the node accepts no work; then do not call {@link #leave}
     */
    public boolean enter() {
        callers.incrementAndGet();
        // only after the caller is counted: the thread that stops the node closes the gate first, and then checks for
        // callers
        if (isOpen()) {
            return true;
        }
        callers.decrementAndGet();
        return false;
    }

    /** Call this when all rows claimed since {@link #enter} are handed on or given back. */
    public void leave() {
        callers.decrementAndGet();
    }

    /** Whether a caller has entered and not left. */
    public boolean isEntered() {
        return callers.get() > 0;
    }
}
