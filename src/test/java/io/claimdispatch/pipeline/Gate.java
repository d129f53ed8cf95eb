package io.claimdispatch.pipeline;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Holds jobs until the test lets them go on. */
final class Gate {

    private final CountDownLatch open = new CountDownLatch(1);
    private final AtomicInteger arrived = new AtomicInteger();
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger interrupts = new AtomicInteger();

    void pass() throws InterruptedException {
        arrived.incrementAndGet();
        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
        try {
            open.await();
        } finally {
            inside.decrementAndGet();
        }
    }

    /** Behaves like a job that ignores interrupts: notices them, and continues. */
    void passStubbornly() {
        arrived.incrementAndGet();
        boolean opened = false;
        while (!opened) {
            try {
                open.await();
                opened = true;
            } catch (InterruptedException e) {
                interrupts.incrementAndGet();
            }
        }
    }

    /** How often a waiting thread was interrupted in vain. */
    int interrupts() {
        return interrupts.get();
    }

    void open() {
        open.countDown();
    }

    /** How many came, ever. */
    int arrived() {
        return arrived.get();
    }

    /** How many were held at once. */
    int most() {
        return most.get();
    }
}
