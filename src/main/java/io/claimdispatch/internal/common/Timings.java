package io.claimdispatch.internal.common;

import java.time.Duration;

/**
 * How long a node waits for what: back-offs, graces, intervals of maintenance, and the least that settings may say. They are no
 * settings, since nobody who runs a node has a reason to choose others; they stand here together so that tests can, and need
 * not wait for what a server does. Settings that say how long are in {@code Settings}.
 *
 * <p>Where a value has no reason beside it, it is one at which neither the wait nor the work is noticed.
 */
@Component
public class Timings {

    /** After an attempt for which no outcome could be made, see {@code LastResort}; its message says so. */
    public static final Duration AFTER_NO_OUTCOME = Duration.ofMinutes(1);

    /** After an attempt about which the retry policy failed; the message says so. */
    public static final Duration AFTER_A_FAILED_POLICY = Duration.ofMinutes(1);

    /** As they are in production. */
    public Timings() {}

    /** The next wait of a loop that backs off: twice as long, up to a longest. */
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

    /** The first wait after something that failed: quick enough for what passes at once. */
    public Duration shortestBackOff() {
        return Duration.ofMillis(100);
    }

    /** The longest of them: so late a node notices that the database is back. */
    public Duration longestBackOff() {
        return Duration.ofSeconds(5);
    }

    /** A coordinator's wait that only a signal ends. Long, and not endless, in case a signal is lost. */
    public Duration idle() {
        return Duration.ofMinutes(1);
    }

    /** Before the work of an atomic task is done again that the database has refused: else it would be at once, and again. */
    public Duration refusedAtomicTask() {
        return Duration.ofSeconds(5);
    }

    // the start

    /** Between the first tries of a start that waits for its database. */
    public Duration shortestStartBackOff() {
        return Duration.ofSeconds(1);
    }

    /** Between later ones: servers log each connection that cannot be made with its stack. */
    public Duration longestStartBackOff() {
        return Duration.ofSeconds(5);
    }

    /** Between looks for a database that has been found to have something wrong about it: a person has to mend it. */
    public Duration refusedStart() {
        return Duration.ofMinutes(1);
    }

    /** An undeployment waits so long for a try of the start, which may wait for a pool or a network. */
    public Duration endOfStart() {
        return Duration.ofSeconds(2);
    }

    // the end

    /** For tasks to end after they were interrupted, and stages after they were cancelled. */
    public Duration grace() {
        return Duration.ofSeconds(2);
    }

    /** For the threads of a node to end: longer than a turn of the loop takes, and short for who waits for an undeployment. */
    public Duration endOfThreads() {
        return Duration.ofSeconds(5);
    }

    /** For observers to take the last events. */
    public Duration endOfEvents() {
        return Duration.ofSeconds(2);
    }

    /** For the first look at batch executions after an undeployment has begun, however short its time is. */
    public Duration lastBatchLook() {
        return Duration.ofSeconds(2);
    }

    // the server

    /** The server's timer, which ticks each second, is silent after that: longer than a server under load is late. */
    public Duration timerSilence() {
        return Duration.ofSeconds(5);
    }

    /** Between questions whether the server is suspended, each of which costs about two milliseconds. */
    public Duration suspensionInterval() {
        return Duration.ofMillis(250);
    }

    // maintenance

    /** The interval of most maintenance, and the wait after a round that failed. */
    public Duration soon() {
        return Duration.ofSeconds(1);
    }

    /** Between looks at how long tasks have run. */
    public Duration timeLimitInterval() {
        return Duration.ofMillis(250);
    }

    /** Between looks for stages that are to be cancelled. */
    public Duration stageInterval() {
        return Duration.ofMillis(100);
    }

    /** Between looks for types that were just published: the first row of a type waits for it, and most find none. */
    public Duration publishedTypeInterval() {
        return Duration.ofMillis(50);
    }

    /** Between looks for unknown types while there is a backlog of known ones, which each look has to pass over. */
    public Duration unknownTypeInterval() {
        return Duration.ofSeconds(30);
    }

    /**
     * Until a type is told of as unrouted, and between looks at one that another application routes. Longer than a busy
     * application takes to come across a type that only a family of its processors takes.
     */
    public Duration unroutedType() {
        return Duration.ofMinutes(1);
    }

    /** Between looks for rows that a person has written and that would wait for ever. */
    public Duration repairInterval() {
        return Duration.ofSeconds(10);
    }

    /** Between two walks of retention over the tables. */
    public Duration retentionRest() {
        return Duration.ofMinutes(10);
    }

    /** Between two walks that look for odd rows, at least; they read the whole table. */
    public Duration walkRest() {
        return Duration.ofMinutes(5);
    }

    /** Before the first of them, at most. */
    public Duration firstWalk() {
        return Duration.ofSeconds(10);
    }

    // tasks

    /** How long a job may take to end once it is interrupted; then it is stuck. */
    public Duration interruptPatience() {
        return Duration.ofSeconds(1);
    }

    /** Between two reports of a task that is stuck. */
    public Duration stuckInterval() {
        return Duration.ofMinutes(1);
    }

    /** From handing a task to the executor to its beginning; then the executor has too few threads. */
    public Duration threadPatience() {
        return Duration.ofSeconds(1);
    }

    /** Until a lack of threads is told: a server that is starting, or has lost tasks, is given so much time to run more. */
    public Duration lackOfThreads() {
        return Duration.ofSeconds(10);
    }

    /** From handing a task to the executor to giving it up as lost: longer than most tasks before it run. */
    public Duration lostTask() {
        return Duration.ofSeconds(5);
    }

    // batch executions

    /** Until an execution is asked about for the first time. */
    public Duration firstBatchLook() {
        return Duration.ofMillis(50);
    }

    /** Between looks at one that runs for long: each costs the repository two queries. */
    public Duration longestBatchLook() {
        return Duration.ofSeconds(1);
    }

    /**
     * How long a stop that this node has not asked for is left open: a server that is suspended or shut down stops its jobs
     * first, and we learn of it a little later, or the server goes on with them.
     */
    public Duration batchStopLeftOpen() {
        return Duration.ofSeconds(5);
    }

    /** How long an execution may run on once it is asked to stop; then it is told of as stuck. Chunks can be long. */
    public Duration batchStopPatience() {
        return Duration.ofMinutes(1);
    }
}
