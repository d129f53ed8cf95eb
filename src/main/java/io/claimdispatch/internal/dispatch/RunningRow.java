package io.claimdispatch.internal.dispatch;

import io.claimdispatch.internal.complete.Attempt;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A row on its thread. Interrupting it and its end exclude each other, so that no interrupt can hit the row that the thread
 * takes next.
 */
public final class RunningRow {

    /** How long a job may take to end once it is interrupted. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Attempt attempt;
    private final Thread thread;
    private final long began = System.nanoTime();
    private @Nullable Interruption interruption;
    private long interruptedAt;
    private boolean ended;

    RunningRow(Attempt attempt, Thread thread) {
        this.attempt = attempt;
        this.thread = thread;
    }

    /** The row. */
    public Attempt attempt() {
        return attempt;
    }

    /** What runs it. */
    public Thread thread() {
        return thread;
    }

    /** How long it has been running. */
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** Interrupts its thread, unless its job is over. Of several reasons the first one counts. */
    public synchronized void interrupt(Interruption reason) {
        if (ended) {
            return;
        }
        if (interruption == null) {
            interruption = reason;
            interruptedAt = System.nanoTime();
        }
        thread.interrupt();
    }

    /** Why it was interrupted; null if it was not. */
    public synchronized @Nullable Interruption interruption() {
        return interruption;
    }

    /** Whether its job goes on although it was interrupted a while ago. */
    public synchronized boolean isStuck() {
        return !ended && interruption != null && System.nanoTime() - interruptedAt > PATIENCE.toNanos();
    }

    /**
     * Its job is over; called on its own thread. An interrupt that it left standing, or has set itself, is taken away, or it
     * would hit what is done about the row: a commit, or the start of a batch job.
     *
     * @return why it was interrupted; null if it was not
     */
    synchronized @Nullable Interruption end() {
        if (!ended) {
            Thread.interrupted();
        }
        ended = true;
        return interruption;
    }
}
