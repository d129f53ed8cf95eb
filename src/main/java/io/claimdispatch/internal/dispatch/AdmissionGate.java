package io.claimdispatch.internal.dispatch;

import io.claimdispatch.internal.common.Component;
import java.util.concurrent.atomic.AtomicInteger;

/** Whether this node takes on work: not while its server is suspended, and not once it stops. */
@Component
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
     * Before a claim on a thread that is not ours, which must {@link #leave} afterwards: what it brings just when the node
     * stops would otherwise be forgotten.
     *
     * @return false if the node takes on nothing; then there is nothing to leave
     */
    public boolean enter() {
        callers.incrementAndGet();
        // not before it is counted: the thread that stops the node closes first, and then looks for callers
        if (isOpen()) {
            return true;
        }
        callers.decrementAndGet();
        return false;
    }

    /** What was claimed since {@link #enter} is handed on or given back. */
    public void leave() {
        callers.decrementAndGet();
    }

    /** Whether a caller has entered and not left. */
    public boolean isEntered() {
        return callers.get() > 0;
    }
}
