package io.claimdispatch.internal.common;

import jakarta.enterprise.context.Dependent;
import java.time.Duration;

/**
 * The durations that are not settings: back-offs, grace periods, intervals of maintenance, and the minimums of
 * settings. Operators have no reason to change them. They are collected here so that tests can shorten them and need
 * not wait like a server. Durations that can be set are in {@code Settings}.
 *
 * <p>A value without a stated reason is one at which neither the wait nor the work is noticed.
 */
@Component
@Dependent
public class Timings extends ConsoleTimings {

    /**
     * The delay after an attempt for which no outcome could be made, see {@code LastResort}; its message contains this
     * time.
     */
    public static final Duration AFTER_NO_OUTCOME = Duration.ofMinutes(1);

    /** The delay after an attempt for which the retry policy failed; the message contains this time. */
    public static final Duration AFTER_A_FAILED_POLICY = Duration.ofMinutes(1);

    /**
     * A node without a sign of life for this long is lost, for operators: four times {@link #nodePresence}, so that one
     * late sign is no alarm. Each node judges the others by it, so it is the same on all.
     */
    public static final Duration NODE_LOST = Duration.ofSeconds(20);

    /** The values of production. */
    public Timings() {}

    /** The next wait of a loop that backs off: twice as long, up to a maximum. */
    public static Duration longer(Duration backOff, Duration longest) {
        Duration twice = backOff.multipliedBy(2);
        return twice.compareTo(longest) > 0 ? longest : twice;
    }

    // what settings may say

    /** The shortest lease: a third of it is the time between two heartbeats, and a pause of the JVM must fit into the rest. */
    public Duration leastLease() {
        return Duration.ofSeconds(3);
    }

    /** The shortest time limit of a type: shorter ones end tasks that wait for a processor. */
    public Duration leastTimeLimit() {
        return Duration.ofSeconds(1);
    }

    /** The shortest time that the database has to answer: some databases know whole seconds only. */
    public Duration leastDatabaseTimeout() {
        return Duration.ofSeconds(1);
    }

    // the loop

    /** The first wait after a failure: short enough for failures that pass at once. */
    public Duration shortestBackOff() {
        return Duration.ofMillis(100);
    }

    /** The longest back-off: a node notices at most this late that the database is back. */
    public Duration longestBackOff() {
        return Duration.ofSeconds(5);
    }

    /** A coordinator's wait for a signal. Long, but not endless, in case a signal is lost. */
    public Duration idle() {
        return Duration.ofMinutes(1);
    }

    /**
     * The wait before an atomic task whose outcome the database refused runs again; without it, the task would repeat
     * at once, over and over.
     */
    public Duration refusedAtomicTask() {
        return Duration.ofSeconds(5);
    }

    /** Between two signs of life of a node for operators: several fit into {@link #NODE_LOST}. */
    public Duration nodePresence() {
        return Duration.ofSeconds(5);
    }

    // the start

    /** Between the first tries of a start that waits for its database. */
    public Duration shortestStartBackOff() {
        return Duration.ofSeconds(1);
    }

    /** Between later tries: servers log each failed connection with its stack. */
    public Duration longestStartBackOff() {
        return Duration.ofSeconds(5);
    }

    /** Between two checks of a database in which a mistake was found that a person must correct. */
    public Duration refusedStart() {
        return Duration.ofMinutes(1);
    }

    /** How long an undeployment waits for a try of the start, which may itself wait for a pool or a network. */
    public Duration endOfStart() {
        return Duration.ofSeconds(2);
    }

    // the end

    /** The grace period for interrupted tasks and cancelled stages. */
    public Duration grace() {
        return Duration.ofSeconds(2);
    }

    /**
     * The time for the threads of a node to end: longer than a turn of the loop, but short for an operator who waits
     * for an undeployment.
     */
    public Duration endOfThreads() {
        return Duration.ofSeconds(5);
    }

    /** The time for observers to handle the last events. */
    public Duration endOfEvents() {
        return Duration.ofSeconds(2);
    }

    /**
     * The time for the first check of batch executions after an undeployment has begun, however short the
     * undeployment's limit is.
     */
    public Duration lastBatchLook() {
        return Duration.ofSeconds(2);
    }

    // the server

    /**
     * The server's timer, which ticks each second, counts as silent after this time: longer than a server under load is
     * late.
     */
    public Duration timerSilence() {
        return Duration.ofSeconds(5);
    }

    /** Between two checks whether the server is suspended; each costs about two milliseconds. */
    public Duration suspensionInterval() {
        return Duration.ofMillis(250);
    }

    // maintenance

    /** The interval of most maintenance, and the wait after a round that failed. */
    public Duration soon() {
        return Duration.ofSeconds(1);
    }

    /** Between two checks of how long tasks have run. */
    public Duration timeLimitInterval() {
        return Duration.ofMillis(250);
    }

    /** Between two searches for stages to cancel. */
    public Duration stageInterval() {
        return Duration.ofMillis(100);
    }

    /**
     * Between two searches for just published types: the first row of a type waits for the next one, and most find
     * none.
     */
    public Duration publishedTypeInterval() {
        return Duration.ofMillis(50);
    }

    /** Between two searches for unknown types while there is a backlog of known ones, which each search has to skip. */
    public Duration unknownTypeInterval() {
        return Duration.ofSeconds(30);
    }

    /**
     * The time until a type is logged as unrouted, and between two checks of one that another application routes.
     * Longer than a busy application takes to find a type that only a family of its processors handles.
     */
    public Duration unroutedType() {
        return Duration.ofMinutes(1);
    }

    /** Between two searches for rows that a person has written and that would wait for ever. */
    public Duration repairInterval() {
        return Duration.ofSeconds(10);
    }

    /** Between two writes of what a node has counted: the narrowest intervals of statistics, which end with one. */
    public Duration statistics() {
        return Duration.ofMinutes(1);
    }

    /** Between two sums of statistics: the width of the narrower ones. */
    public Duration statisticsSums() {
        return Duration.ofMinutes(15);
    }

    /** Between two walks of retention over the tables. */
    public Duration retentionRest() {
        return Duration.ofMinutes(10);
    }

    /** The minimum between two walks that search for odd rows; they read the whole table. */
    public Duration walkRest() {
        return Duration.ofMinutes(5);
    }

    /** The maximum before the first such walk. */
    public Duration firstWalk() {
        return Duration.ofSeconds(10);
    }

    // tasks

    /**
     * How long a row waits for others of its chunk: a few claims, each a few milliseconds, and nothing that a person
     * notices.
     */
    public Duration chunkWait() {
        return Duration.ofMillis(20);
    }

    /** Between two searches for chunks whose rows have waited long enough; they find some only if no coordinator can. */
    public Duration chunkInterval() {
        return Duration.ofMillis(100);
    }

    /** How long a job may take to end after an interrupt; then it counts as stuck. */
    public Duration interruptPatience() {
        return Duration.ofSeconds(1);
    }

    /** Between two reports of a task that is stuck. */
    public Duration stuckInterval() {
        return Duration.ofMinutes(1);
    }

    /** From submitting a task to its start; later, the executor counts as having too few threads. */
    public Duration threadPatience() {
        return Duration.ofSeconds(1);
    }

    /**
     * The time until a lack of threads is logged: a server that is starting, or has lost tasks, has this time to run
     * more.
     */
    public Duration lackOfThreads() {
        return Duration.ofSeconds(10);
    }

    /** From submitting a task to giving it up as lost: longer than most tasks before it run. */
    public Duration lostTask() {
        return Duration.ofSeconds(5);
    }

    // batch executions

    /** The time until the first query for an execution. */
    public Duration firstBatchLook() {
        return Duration.ofMillis(50);
    }

    /** Between two checks of a long-running execution: each costs the repository two queries. */
    public Duration longestBatchLook() {
        return Duration.ofSeconds(1);
    }

    /**
     * How long a stop that this node did not ask for stays undecided: a server that is suspended or shut down stops its
     * jobs first and we learn of it a little later, or the server continues them.
     */
    public Duration batchStopLeftOpen() {
        return Duration.ofSeconds(5);
    }

    /** How long an execution may continue after a stop request; then it is logged as stuck. Chunks can be long. */
    public Duration batchStopPatience() {
        return Duration.ofMinutes(1);
    }
}
