package io.claimdispatch.internal.claim;

import jakarta.enterprise.context.ApplicationScoped;

/** Whether this node takes on work: not while its server is suspended, and not once it stops. */
@ApplicationScoped
class Intake {

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
}
