package io.claimdispatch.internal.batch;

import io.claimdispatch.internal.common.Outage;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.complete.Attempt;
import io.claimdispatch.internal.store.row.ClaimRef;
import jakarta.batch.runtime.JobExecution;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A batch execution that runs on this node for a row. Polled by one thread at a time, see {@link #tryLook}. */
final class RunningBatch {

    /** Why this node asked an execution to stop. */
    enum Stop {
        /** The application stops, or its server stays suspended. */
        DRAIN,
        /** Another node has the row, or may have it. */
        LEASE_LOST,
        /** It exceeded the time limit of its type. */
        TIME_LIMIT
    }

    /** The row; it has at most one execution on a node. */
    record Key(TableName table, long id) {
        static Key of(Attempt attempt) {
            ClaimRef ref = attempt.row().ref();
            return new Key(ref.table(), ref.id());
        }
    }

    private final ReentrantLock looking = new ReentrantLock();
    private final Outage repository = new Outage();
    private final Outage row = new Outage();
    private final Outage stopping = new Outage();
    private final BatchStarted started;
    private volatile long since;
    private volatile boolean knowsItsStart;
    private volatile long nextLook;
    private final Timings timings;
    private volatile Duration backOff;
    private volatile boolean kept;
    private volatile long confirmed;
    private volatile @Nullable Stop stop;
    private volatile long stopAsked;
    private volatile boolean stuck;
    private volatile @Nullable JobExecution seen;
    private volatile boolean over;
    private volatile long overSince;

    RunningBatch(BatchStarted started, long now, Timings timings) {
        this.started = started;
        this.timings = timings;
        this.backOff = timings.firstBatchLook();
        this.since = now;
        this.nextLook = now + backOff.toNanos();
        this.kept = started.kept();
        this.confirmed = now;
    }

    BatchStarted started() {
        return started;
    }

    Attempt attempt() {
        return started.attempt();
    }

    long id() {
        return started.executionId();
    }

    /** Whether the parameters of an execution name this row and the claim that it was started for. */
    boolean isNamedBy(@Nullable Properties parameters) {
        return BatchParameters.name(parameters, started.attempt().row(), started.claim());
    }

    Key key() {
        return Key.of(started.attempt());
    }

    /** Runs this unless another thread is polling, which may hang; so no thread waits for it. */
    void tryLook(Runnable look) {
        if (looking.tryLock()) {
            try {
                look.run();
            } finally {
                looking.unlock();
            }
        }
    }

    boolean isDue(long now) {
        return nextLook - now <= 0;
    }

    /** Schedules the next poll, with a growing delay up to a second. */
    void lookLater(long now) {
        backOff = Timings.longer(backOff, timings.longestBatchLook());
        nextLook = now + backOff.toNanos();
    }

    /** Records the repository's answer. */
    void seen(JobExecution execution) {
        seen = execution;
    }

    /** The last answer. */
    @Nullable
    JobExecution seen() {
        return seen;
    }

    /** The outage of the job repository, as seen by this execution. */
    Outage repository() {
        return repository;
    }

    /** The outage of the row's database. */
    Outage row() {
        return row;
    }

    /** The outage of stopping it. */
    Outage stopping() {
        return stopping;
    }

    /** Whether its id is stored in the row. */
    boolean isKept() {
        return kept;
    }

    /** Records that the row was still ours at this time. */
    void confirmed(long now) {
        kept = true;
        confirmed = now;
    }

    /** How long ago this node last confirmed that it has the row. */
    Duration unconfirmed(long now) {
        return Duration.ofNanos(now - confirmed);
    }

    /**
     * How long the execution has been running. Counts from its own start once the repository has reported it: it may
     * have run long before this node began to watch it, for an earlier claim of the row.
     *
     * @param wall the current time, by the clock that recorded its start
     */
    Duration age(long now, Instant wall) {
        JobExecution told = seen;
        Date start = told == null ? null : told.getStartTime();
        if (!knowsItsStart && start != null) {
            knowsItsStart = true;
            long ran = TimeUnit.MILLISECONDS.toNanos(wall.toEpochMilli() - start.getTime());
            since = ran > now - since ? now - ran : since;
        }
        return Duration.ofNanos(now - since);
    }

    @Nullable
    Stop stop() {
        return stop;
    }

    /** Records that it was asked to stop. */
    void stopAsked(Stop why, long now) {
        stop = why;
        stopAsked = now;
    }

    /** Returns true once, when it has ignored the stop for this long. */
    boolean turnsOutStuck(Duration patience, long now) {
        boolean is = stop != null && !stuck && now - stopAsked > patience.toNanos();
        if (is) {
            stuck = true;
        }
        return is;
    }

    /** How long it has been known to be over. */
    Duration overFor(long now) {
        if (!over) {
            over = true;
            overSince = now;
        }
        return Duration.ofNanos(now - overSince);
    }
}
