package io.claimdispatch.internal.common;

import io.claimdispatch.internal.common.problem.Escaped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** A call of something that is not ours, and may not come back; made by the thread that makes it. */
public class OngoingCall {

    private final String doing;
    private final Thread thread = Thread.currentThread();
    private final long since = System.nanoTime();
    private final AtomicBoolean noticed = new AtomicBoolean();

    /** The current thread begins one. */
    protected OngoingCall(String doing) {
        this.doing = doing;
    }

    /** What it is for. */
    public final String doing() {
        return doing;
    }

    /** On which thread. */
    public final Thread thread() {
        return thread;
    }

    /** For how long. */
    public final Duration age() {
        return Duration.ofNanos(System.nanoTime() - since);
    }

    /** Whether this is the first time that this is asked. */
    public final boolean notice() {
        return noticed.compareAndSet(false, true);
    }

    /** For operators: the thread, what it is doing, and for how long. */
    public final String describe() {
        return Escaped.of(thread.getName() + ": " + doing + " for " + age().toSeconds() + " s");
    }
}
