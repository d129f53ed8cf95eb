package io.claimdispatch.internal.batch;

import io.claimdispatch.internal.common.Outage;
import io.claimdispatch.internal.common.TableName;
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

/** A batch execution that runs on this node for a row. Looked at by one thread at a time, see {@link #tryLook}. */
final class RunningBatch {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /** Why this node has asked an execution to stop. */
    enum Stop {
        /** The application goes, or its server stays suspended. */
        DRAIN,
        /** The row is another node's, or may be. */
        LEASE_LOST,
        /** It ran longer than its type may. */
        TIME_LIMIT
    }

    /** Which row; one has at most one execution on a node. */
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
    private volatile Duration pause = BatchExecutions.FIRST_LOOK;
    private volatile boolean kept;
    private volatile long confirmed;
    private volatile @Nullable Stop stop;
    private volatile long stopAsked;
    private volatile boolean stuck;
    private volatile @Nullable JobExecution seen;
    private volatile boolean over;
    private volatile long overSince;

    RunningBatch(BatchStarted started, long now) {
        this.started = started;
        this.since = now;
        this.nextLook = now + pause.toNanos();
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

    /** Whether the parameters of an execution name our row and the claim that this one was started for. */
    boolean isNamedBy(@Nullable Properties parameters) {
        return BatchParameters.name(parameters, started.attempt().row(), started.claim());
    }

    Key key() {
        return Key.of(started.attempt());
    }

    /** Runs this unless another thread is just looking; which may hang, so no thread waits for it. */
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

    /** Ever more rarely, down to once a second. */
    void lookLater(long now) {
        Duration longer = pause.multipliedBy(2);
        pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
        nextLook = now + pause.toNanos();
    }

    /** The repository has answered with this. */
    void seen(JobExecution execution) {
        seen = execution;
    }

    /** The last answer. */
    @Nullable
    JobExecution seen() {
        return seen;
    }

    /** Of the job repository, as far as this execution is concerned. */
    Outage repository() {
        return repository;
    }

    /** Of the row's database. */
    Outage row() {
        return row;
    }

    /** Of the way to stop it. */
    Outage stopping() {
        return stopping;
    }

    /** Whether its id has reached the row. */
    boolean isKept() {
        return kept;
    }

    /** The row was still ours at that time. */
    void confirmed(long now) {
        kept = true;
        confirmed = now;
    }

    /** Since when nothing has shown that the row is still this node's. */
    Duration unconfirmed(long now) {
        return Duration.ofNanos(now - confirmed);
    }

    /**
     * How long it has been running. Counts from its own start once the repository has told that: it may have been running long
     * before this node began to look after it, for an earlier claim of the row.
     *
     * @param wall the time by the clock that its start was written by
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

    /** It has been asked to stop. */
    void stopAsked(Stop why, long now) {
        stop = why;
        stopAsked = now;
    }

    /** True once, when it has not obeyed for so long. */
    boolean turnsOutStuck(Duration patience, long now) {
        boolean is = stop != null && !stuck && now - stopAsked > patience.toNanos();
        if (is) {
            stuck = true;
        }
        return is;
    }

    /** How long it is known to be over. */
    Duration overFor(long now) {
        if (!over) {
            over = true;
            overSince = now;
        }
        return Duration.ofNanos(now - overSince);
    }
}
