package io.claimdispatch.internal.watchdog;

import io.claimdispatch.internal.common.Escaped;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A call into code that we do not control, tracked so that the {@link CallWatchdog} can report it. Begun on the calling
 * thread; closing it, on the same thread, says that the call has returned.
 */
public final class Call implements AutoCloseable {

    private final String doing;
    private final Thread thread = Thread.currentThread();
    private final long since = System.nanoTime();
    private final AtomicBoolean noticed = new AtomicBoolean();
    private final Set<Call> pending;
    private final Runnable afterwards;
    private volatile @Nullable Runnable abort;

    /**
     * The current thread begins one.
     *
     * @param doing what it is for
     * @param pending has it as long as it lasts
     * @param afterwards runs on the calling thread once it has returned
     */
    Call(String doing, Set<Call> pending, Runnable afterwards) {
        this.doing = doing;
        this.pending = pending;
        this.afterwards = afterwards;
        pending.add(this);
    }

    /** From now on this ends the call if it hangs, so that its thread comes back with an error. Never throws. */
    public void abortedBy(Runnable action) {
        abort = action;
    }

    String doing() {
        return doing;
    }

    Thread thread() {
        return thread;
    }

    /** For how long. */
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - since);
    }

    /** Whether this is the first time that this is asked. */
    boolean notice() {
        return noticed.compareAndSet(false, true);
    }

    /** Ends it, if its caller has said how, and it has not returned meanwhile. */
    void abort() {
        Runnable action = abort;
        if (action != null && pending.contains(this)) {
            action.run();
        }
    }

    /** For operators: the thread, what it is doing, and for how long. */
    String describe() {
        return Escaped.of(thread.getName() + ": " + doing + " for " + age().toSeconds() + " s");
    }

    @Override
    public void close() {
        abort = null;
        pending.remove(this);
        afterwards.run();
    }
}
