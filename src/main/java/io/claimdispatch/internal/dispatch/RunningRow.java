package io.claimdispatch.internal.dispatch;

import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.complete.Attempt;
import io.claimdispatch.internal.store.row.ClaimRef;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A row that runs on its thread, or without a thread until its stage completes; or the rows of a chunk, on one thread.
 * Interrupt and end exclude each other, so that no interrupt can hit the thread's next row. Plain Java, which outlives
 * the application: any thread may complete a stage at any time.
 */
public final class RunningRow {

    private volatile List<Attempt> attempts;
    private final Duration patience;
    private final Ticker ticker;
    private volatile @Nullable Thread thread;
    private volatile @Nullable CompletionStage<?> stage;
    private final long began;
    private @Nullable Interruption interruption;
    private long interruptedAt;
    private boolean cancelled;
    private boolean ended;

    /**
     * Must be created on the row's thread.
     *
     * @param attempts the row, or the rows of a chunk
     * @param patience how long its job may take to end after an interrupt
     */
    RunningRow(List<Attempt> attempts, Thread thread, Duration patience, Ticker ticker) {
        this.attempts = attempts;
        this.patience = patience;
        this.thread = thread;
        this.ticker = ticker;
        this.began = ticker.nanoTime();
    }

    /** The row; of a chunk, the first. */
    public Attempt attempt() {
        return attempts.get(0);
    }

    /** The rows: more than one only of a chunk, without those that have dropped out. */
    public List<Attempt> attempts() {
        return attempts;
    }

    /** Names the row, or the first of a chunk and the number of the others, for messages. */
    public String name() {
        List<Attempt> now = attempts;
        ClaimRef first = now.get(0).row().ref();
        return now.size() == 1 ? first.toString() : first + " and " + (now.size() - 1) + " more of its chunk";
    }

    /** Whether this is one of its rows. */
    boolean isOf(Attempt attempt) {
        for (Attempt each : attempts) {
            // equal attempts are not the same
            if (each == attempt) {
                return true;
            }
        }
        return false;
    }

    /** The name of the thread that runs it; empty if it has none. */
    public String threadName() {
        Thread runs = thread;
        return runs == null ? "" : runs.getName();
    }

    /** Describes where it runs, for messages. */
    public String where() {
        CompletionStage<?> awaited = stage;
        return awaited == null
                ? "on " + threadName()
                : "without a thread, until its " + awaited.getClass().getName() + " completes,";
    }

    /** The current stack of its thread, innermost call first; empty if it has none. */
    public StackTraceElement[] stack() {
        Thread runs = thread;
        return runs == null ? new StackTraceElement[0] : runs.getStackTrace();
    }

    /** How long it has been running. */
    public Duration age() {
        return Duration.ofNanos(ticker.nanoTime() - began);
    }

    /**
     * Interrupts it, unless its job is over: its thread at once, its stage by {@link #toCancel}. The first of several
     * reasons counts.
     */
    public synchronized void interrupt(Interruption reason) {
        if (ended) {
            return;
        }
        if (interruption == null) {
            interruption = reason;
            interruptedAt = ticker.nanoTime();
        }
        Thread runs = thread;
        if (runs != null) {
            runs.interrupt();
        }
    }

    /**
     * Lets the row continue without its thread; call it on that thread. A pending interrupt of the thread is cleared,
     * and the stage is cancelled instead.
     */
    synchronized void leaveThread(CompletionStage<?> awaited) {
        Thread.interrupted();
        stage = awaited;
        thread = null;
    }

    /** Returns the stage once, after the row was interrupted, to cancel it; otherwise null. */
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

    /** Whether its job keeps running although it was interrupted a while ago. */
    public synchronized boolean isStuck() {
        return !ended && interruption != null && ticker.nanoTime() - interruptedAt > patience.toNanos();
    }

    /**
     * Records that a row has its outcome. If others of its chunk have none, it drops out, and they go on; otherwise its
     * job is over, see {@link #end}.
     *
     * @return why it was interrupted; null if it was not
     */
    synchronized @Nullable Interruption leave(Attempt attempt) {
        if (ended || attempts.size() == 1) {
            return end();
        }
        attempts = attempts.stream().filter(each -> each != attempt).toList();
        return interruption;
    }

    /**
     * Records that its job is over; called on its own thread, or on any thread if it has none. Clears an interrupt that
     * it left pending or set itself: otherwise the interrupt would hit the next step, a commit or the start of a batch
     * job.
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
