package io.claimdispatch.internal.dispatch;

import io.claimdispatch.internal.complete.Attempt;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A row on its thread, or one that goes on without a thread until its stage completes. Interrupting it and its end exclude each
 * other, so that no interrupt can hit the row that the thread takes next. Plain Java, which outlives the application: any
 * thread may complete a stage at any time.
 */
public final class RunningRow {

    private final Attempt attempt;
    private final Duration patience;
    private volatile @Nullable Thread thread;
    private volatile @Nullable CompletionStage<?> stage;
    private final long began = System.nanoTime();
    private @Nullable Interruption interruption;
    private long interruptedAt;
    private boolean cancelled;
    private boolean ended;

    /**
     * On its thread.
     *
     * @param patience how long its job may take to end once it is interrupted
     */
    RunningRow(Attempt attempt, Thread thread, Duration patience) {
        this.attempt = attempt;
        this.patience = patience;
        this.thread = thread;
    }

    /** The row. */
    public Attempt attempt() {
        return attempt;
    }

    /** The name of the thread that runs it; empty if it goes on without one. */
    public String threadName() {
        Thread runs = thread;
        return runs == null ? "" : runs.getName();
    }

    /** For messages. */
    public String where() {
        CompletionStage<?> awaited = stage;
        return awaited == null
                ? "on " + threadName()
                : "without a thread, until its " + awaited.getClass().getName() + " completes,";
    }

    /** Where its thread is now, the innermost call first; empty if it has none. */
    public StackTraceElement[] stack() {
        Thread runs = thread;
        return runs == null ? new StackTraceElement[0] : runs.getStackTrace();
    }

    /** How long it has been running. */
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** Interrupts it, unless its job is over: its thread now, its stage by {@link #toCancel}. The first of several reasons counts. */
    public synchronized void interrupt(Interruption reason) {
        if (ended) {
            return;
        }
        if (interruption == null) {
            interruption = reason;
            interruptedAt = System.nanoTime();
        }
        Thread runs = thread;
        if (runs != null) {
            runs.interrupt();
        }
    }

    /**
     * The row goes on without its thread, on which this is called. An interrupt of the thread that has come meanwhile is taken
     * away, and the stage is cancelled in its place.
     */
    synchronized void leaveThread(CompletionStage<?> awaited) {
        Thread.interrupted();
        stage = awaited;
        thread = null;
    }

    /** The stage, if it is to be cancelled: once, after the row was interrupted. Null otherwise. */
    public synchronized @Nullable CompletionStage<?> toCancel() {
        if (ended || cancelled || interruption == null || stage == null) {
            return null;
        }
        cancelled = true;
        return stage;
    }

    /** Why it was interrupted; null if it was not. */
    public synchronized @Nullable Interruption interruption() {
        return interruption;
    }

    /** Whether its job goes on although it was interrupted a while ago. */
    public synchronized boolean isStuck() {
        return !ended && interruption != null && System.nanoTime() - interruptedAt > patience.toNanos();
    }

    /**
     * Its job is over; called on its own thread, or by any if it has none. An interrupt that it left standing, or has set
     * itself, is taken away, or it would hit what is done about the row: a commit, or the start of a batch job.
     *
     * @return why it was interrupted; null if it was not
     */
    synchronized @Nullable Interruption end() {
        if (!ended && thread != null) {
            Thread.interrupted();
        }
        ended = true;
        return interruption;
    }
}
