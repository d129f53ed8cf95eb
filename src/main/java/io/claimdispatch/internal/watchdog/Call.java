package io.claimdispatch.internal.watchdog;

import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.common.problem.Escaped;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A call into code that we do not control, tracked so that the {@link CallWatchdog} can report it. Create it on the
 * calling thread; close it on the same thread when the call has returned.
 */
public final class Call implements AutoCloseable {

    private final String doing;
    private final Thread thread = Thread.currentThread();
    private final Ticker ticker;
    private final long since;
    private final AtomicBoolean noticed = new AtomicBoolean();
    private final Set<Call> pending;
    private final Runnable afterwards;
    private volatile @Nullable Runnable abort;

    /**
     * Begins a call on the current thread.
     *
     * @param doing the activity, for messages
     * @param ticker measures how long it lasts
     * @param pending the set of calls that contains it while it lasts
     * @param afterwards runs on the calling thread after the call has returned
     */
    Call(String doing, Ticker ticker, Set<Call> pending, Runnable afterwards) {
        this.doing = doing;
        this.ticker = ticker;
        this.since = ticker.nanoTime();
        this.pending = pending;
        this.afterwards = afterwards;
        pending.add(this);
    }

    /** Sets the action that aborts the call if it hangs, so that its thread returns with an error. Never throws. */
    public void abortedBy(Runnable action) {
        abort = action;
    }

    String doing() {
        return doing;
    }

    Thread thread() {
        return thread;
    }

    /** How long the call has lasted. */
    Duration age() {
        return Duration.ofNanos(ticker.nanoTime() - since);
    }

    /** Returns true the first time only. */
    boolean notice() {
        return noticed.compareAndSet(false, true);
    }

    /** Aborts the call, if its caller has set an action and it has not returned meanwhile. */
    void abort() {
        Runnable action = abort;
        if (action != null && pending.contains(this)) {
            action.run();
        }
    }

    /** Describes the call for operators: the thread, its activity, and for how long. */
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
